import { readFileSync } from 'node:fs';

/** Settings that may be given as a file instead: `<name>_FILE` holds its path, as Docker and Kubernetes mount secrets. */
export const secretSettings: readonly string[] = [
  'DATABASE_URL',
  'DATABASE_PASSWORD',
  'NATS_URL',
  'NATS_PASSWORD',
  'SUBJECTLINE_KEYS',
  'SUBJECTLINE_ROOT_CLIENT_SECRET',
  'SUBJECTLINE_OIDC_CLIENT_SECRET',
];

/** The address that a password in a separate file belongs to. */
const addressOfPassword: Readonly<Record<string, string>> = {
  DATABASE_PASSWORD: 'DATABASE_URL',
  NATS_PASSWORD: 'NATS_URL',
};

/** Whether a problem concerns a program that reads these settings. */
export function concerns(name: string, known: readonly string[]): boolean {
  const setting = name.replace(/_FILE$/, '');
  return known.includes(addressOfPassword[setting] ?? setting);
}

export const secretFileOf = (name: string): string => `${name}_FILE`;

export type EnvironmentSource = Readonly<Record<string, string | undefined>>;

/** The environment with the contents of those files in place of their paths, and passwords in their addresses. */
export function readSecretFiles(source: EnvironmentSource): {
  environment: EnvironmentSource;
  problems: [string, string][];
} {
  const environment: Record<string, string | undefined> = { ...source };
  const problems: [string, string][] = [];
  for (const name of secretSettings) {
    const fileName = secretFileOf(name);
    const path = source[fileName]?.trim();
    if (!path) continue;
    delete environment[fileName];
    if (source[name]?.trim()) problems.push([fileName, `${fileName} and ${name} are both set: remove one`]);
    try {
      environment[name] = readFileSync(path, 'utf8').trim();
      if (!environment[name]) problems.push([fileName, `${fileName} names an empty file`]);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
      problems.push([fileName, `${fileName} names a file that cannot be read (${code})`]);
    }
  }
  for (const [name, address] of Object.entries(addressOfPassword)) {
    const password = environment[name]?.trim();
    if (!password) continue;
    delete environment[name];
    const whole = withPassword(environment[address] ?? '', password);
    if (whole === null)
      problems.push([name, `${name} needs an address with a user and no password in ${address}`]);
    else environment[address] = whole;
  }
  return { environment, problems };
}

/** Null where it does not belong. What is no address at all is told by its own rule. */
function withPassword(addresses: string, password: string): string | null {
  if (!addresses.split(',').every((one) => /^\w+:\/\/[^\s/@:]+@/.test(one.trim()))) return null;
  return addresses.replaceAll(
    /(\w+:\/\/[^\s/@:,]+)@/g,
    (_all, user: string) => `${user}:${encodeURIComponent(password)}@`,
  );
}
