// The rules of lint, and with them who may import whom. `npm run boundaries` checks the manifests.

import { existsSync, readdirSync } from 'node:fs';

// One row per package: which packages of ours its code may import, without @subjectline/, and what its specs may
// import besides. A package without a row may import none.
const apps = new URL('apps/', import.meta.url);
const services = readdirSync(apps).filter((name) => existsSync(new URL(`${name}/src/app.module.ts`, apps)));
const libraries = ['schema', 'contracts', 'bus', 'storage', 'providers', 'rendering'];
const forSpecs = ['testing', 'testing/emulator'];
const rows = [
  { folders: ['libs/schema'], may: [], specsMay: forSpecs },
  { folders: ['libs/contracts'], may: ['schema'], specsMay: forSpecs },
  { folders: ['libs/bus'], may: ['schema', 'contracts'], specsMay: forSpecs },
  // specs of storage stop a PostgreSQL of their own and start it again
  { folders: ['libs/storage'], may: ['contracts', 'bus'], specsMay: [...forSpecs, 'embedded'] },
  { folders: ['libs/providers'], may: ['contracts'], specsMay: forSpecs },
  { folders: ['libs/rendering'], may: ['contracts'], specsMay: forSpecs },
  { folders: ['libs/api-client'], may: [], specsMay: forSpecs },
  { folders: ['libs/embedded'], may: ['contracts'], specsMay: forSpecs },
  { folders: ['libs/testing'], may: [...libraries, 'embedded'], specsMay: forSpecs },
  { folders: services.map((name) => `apps/${name}`), may: libraries, specsMay: forSpecs, hasRoles: true },
  // the one app that knows the others; their settings are to be had without the rest of them
  {
    folders: ['apps/standalone'],
    may: [...libraries, ...services, ...services.map((name) => `${name}/env`)],
    specsMay: forSpecs,
  },
  // in the browser there is the HTTP API and nothing else
  { folders: ['apps/console'], may: ['api-client'], specsMay: forSpecs },
  {
    folders: ['apps/standalone-e2e'],
    may: [],
    specsMay: [...forSpecs, ...libraries, ...services, 'standalone'],
  },
  {
    folders: ['tools'],
    // the gallery shows the shipped wording as it is sent
    may: [
      'schema',
      'contracts',
      'bus',
      'storage',
      'rendering',
      'templates',
      'embedded',
      'standalone',
      'standalone/settings',
      'testing/emulator',
    ],
    // the deployment files are compared with every service
    specsMay: ['testing', ...services],
  },
];

const only = (names) => ({
  group: ['@subjectline/*', '@subjectline/*/**', ...names.map((name) => `!@subjectline/${name}`)],
  message: `This package may import of ours: ${names.join(', ') || 'none'}. See the table in oxlint.config.mjs.`,
});
const leavesPackage = {
  regex: '^\\.\\.?/(.*/)?(apps|libs|src|dist)/',
  message: 'A relative path may not leave its package.',
};
/** handler → service → store, and pure files beside them: types aside, never back. */
const back = (...roles) => ({
  regex: `^\\.\\.?/.*\\.(${roles.join('|')})(\\.js)?$`,
  allowTypeImports: true,
  message: `This file may not know a ${roles.join(' or a ')}.`,
});

/** What several features of a service share. The tables of every other folder are its own. */
const sharedFolders = [
  'challenge',
  'circuits',
  'consent',
  'delivery',
  'endpoint',
  'held',
  'journal',
  'message',
  'organization',
  'person',
  'request',
  'state',
  'wording',
];
const foreignStore = {
  group: ['../*/*.store', ...sharedFolders.map((name) => `!../${name}/*.store`)],
  allowTypeImports: true,
  message: "The store of another feature: use a service that the feature's module exports.",
};

// A later entry replaces the whole rule of an earlier one, so each repeats all of its patterns.
const refuse = (files, ...patterns) => ({
  files,
  rules: { 'no-restricted-imports': ['error', { patterns: [...patterns, leavesPackage] }] },
});
const within = (folders, glob) => folders.map((folder) => `${folder}/**/${glob}`);
const roles = (folders, may) => [
  refuse(within(folders, '*.ts'), only(may), foreignStore, back('service', 'handler', 'controller')),
  // a name with a role of its own, such as *.module.ts, and what puts the others together
  refuse(
    [...within(folders, '*.*.ts'), ...within(folders, '{app,main,env,controllers}.ts')],
    only(may),
    foreignStore,
  ),
  refuse(within(folders, '*.service.ts'), only(may), foreignStore, back('handler', 'controller')),
  refuse(within(folders, '*.store.ts'), only(may), foreignStore, back('service', 'handler', 'controller')),
];
/** The one that ignores the second click of a double click. */
const twiceSent = {
  group: ['@tanstack/react-query'],
  importNames: ['useMutation'],
  message: 'Use the one of api/use-mutation.ts, which sends one call at a time.',
};
const boundaries = [
  refuse(['**/*.{ts,tsx,mts}'], only([])),
  ...rows.flatMap(({ folders, may, specsMay, hasRoles }) => [
    refuse(within(folders, '*.{ts,tsx,mts}'), only(may)),
    ...(hasRoles ? roles(folders, may) : []),
    refuse(within(folders, '*.{spec,suite,fixture}.ts'), only([...may, ...specsMay])),
  ]),
  refuse(within(['apps/console/src/{features,shell,ui}'], '*.{ts,tsx}'), only(['api-client']), twiceSent),
];

export default {
  // generated
  ignorePatterns: ['**/api-client/src/schema.d.ts'],
  plugins: ['typescript', 'unicorn', 'oxc', 'import', 'promise', 'node'],
  categories: { correctness: 'error', suspicious: 'error' },
  options: { typeAware: true },
  rules: {
    eqeqeq: ['error', 'always', { null: 'ignore' }],
    'import/no-cycle': 'error',
    'import/no-unassigned-import': ['error', { allow: ['reflect-metadata', '**/*.css'] }],
    'no-console': 'error',
    'no-var': 'error',
    'prefer-const': 'error',
    'typescript/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
    'typescript/no-explicit-any': 'error',
    'typescript/no-extraneous-class': ['error', { allowWithDecorator: true }],
    'typescript/no-floating-promises': 'error',
    'typescript/no-import-type-side-effects': 'error',
    'typescript/no-misused-promises': 'error',
    'typescript/no-non-null-assertion': 'error',
    // the rules on imports do not see require()
    'typescript/no-require-imports': 'error',
    'typescript/only-throw-error': 'error',
    'typescript/prefer-promise-reject-errors': 'error',
    'typescript/switch-exhaustiveness-check': 'error',
    'typescript/unbound-method': 'error',

    'consistent-return': 'off',
    'no-shadow': 'off',
    'promise/always-return': 'off',
    'typescript/no-misused-spread': 'off',
    'typescript/no-unsafe-enum-comparison': 'off',
    'typescript/no-unsafe-type-assertion': 'off',
    'unicorn/no-useless-spread': 'off',
    'unicorn/consistent-function-scoping': 'off',
  },
  overrides: [
    // decorators need classes as values, which this rule cannot tell
    { files: ['apps/**/*.ts'], rules: { 'typescript/consistent-type-imports': 'off' } },
    { files: ['libs/testing/src/emulator/main.ts'], rules: { 'no-console': 'off' } },
    // SDKs are loaded when an account is opened: a provider without one costs no memory
    { files: ['libs/providers/src/**/*.ts', '**/*.cjs'], rules: { 'typescript/no-require-imports': 'off' } },
    ...boundaries,
  ],
};
