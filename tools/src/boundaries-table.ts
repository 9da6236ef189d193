/** Who may import whom. This table is the one place that says so; `npm run boundaries` holds the code against it. */

export interface PackageRule {
  /** The packages of ours that its code may import, without `@subjectline/`. */
  readonly may: readonly string[];
  /** What its specs may import besides. */
  readonly specsMay: readonly string[];
  /** It is for specs, all of it: its own code may use what is installed for development. */
  readonly isForSpecs?: boolean;
  /** Its files have roles: handler → service → store. */
  readonly hasRoles?: boolean;
}

export const scope = '@subjectline/';

const forSpecs = ['testing', 'testing/emulator'];
const services = ['gateway', 'config', 'templates', 'identity', 'requests', 'consents', 'dispatch'];

const lib = (...may: string[]): PackageRule => ({ may, specsMay: forSpecs });
const service: PackageRule = {
  may: ['contracts', 'bus', 'storage', 'providers', 'rendering'],
  specsMay: forSpecs,
  hasRoles: true,
};

export const packageRules: Readonly<Record<string, PackageRule>> = {
  contracts: lib(),
  bus: lib('contracts'),
  // its specs take a PostgreSQL of their own away and bring it back
  storage: { ...lib('contracts', 'bus'), specsMay: [...forSpecs, 'embedded'] },
  providers: lib('contracts'),
  rendering: lib('contracts'),
  embedded: lib('contracts'),
  testing: {
    ...lib('contracts', 'bus', 'storage', 'providers', 'rendering', 'embedded'),
    isForSpecs: true,
  },
  ...Object.fromEntries(services.map((name) => [name, service])),
  // the one app that knows the others, by their front doors
  standalone: { may: [...service.may, ...services], specsMay: forSpecs },
  tools: {
    // the gallery shows the shipped words as they are sent
    may: [
      'contracts',
      'bus',
      'storage',
      'rendering',
      'templates',
      'embedded',
      'standalone',
      'testing/emulator',
    ],
    // the deployment files are held against every service
    specsMay: ['testing', ...services],
  },
};

/** What a file of each role may not import, types aside; the role is the word before `.ts`. */
export const roleRules: Readonly<Record<string, readonly string[]>> = {
  handler: [],
  controller: [],
  service: ['handler', 'controller'],
  store: ['service', 'handler', 'controller'],
  // a file without a role of its own needs no world
  pure: ['service', 'handler', 'controller'],
};

/** These put the others together, and may name them all. */
export const assemblies = ['app', 'main', 'env', 'controllers'];
