import { Optional, Text, WebAddress } from '@subjectline/schema';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import {
  readSecretFiles,
  settingNames,
  tryEnv,
  type EnvironmentSource,
  KeyRingText,
  PortNumber,
  misspelledSettings,
  unknownSettings,
} from '@subjectline/bus';
import { settingsTypes, settingProblems } from '@subjectline/standalone/settings';
export type Environment = EnvironmentSource;

/** What the supervisor itself needs to know; each service reads and checks its own settings. */
export interface Settings {
  split: boolean;
  host: string;
  port: number;
  publicUrl: string;
  dataDir: string;
  databaseUrl?: string;
  natsUrl?: string;
  keys?: string;
  rootClient?: { id: string; secret: string };
  /** What was set, the contents of secret files included. */
  environment: Environment;
  /** Variables that are named as settings are, and are none. */
  unknown: string[];
}

export const usage = `Starts Subjectline on this machine, with a nats-server and a PostgreSQL of its own where none is set.

  npm start                one process for all services
  npm start -- --split     one process per service
  npm start -- --help      this text

Settings come from the environment or from a file named .env in this folder:
  SUBJECTLINE_PORT, SUBJECTLINE_HOST                      where to listen (8080, 127.0.0.1)
  SUBJECTLINE_PUBLIC_URL                                  how people reach it (http://localhost:<port>)
  SUBJECTLINE_DATA_DIR                                    where everything is kept (.data)
  SUBJECTLINE_KEYS                                        <id>:<base64 of 32 bytes>, the current one first
  SUBJECTLINE_ROOT_CLIENT_ID, …_ROOT_CLIENT_SECRET        the first API client
  DATABASE_URL, NATS_URL                                  servers to use in place of the built-in ones
  SUBJECTLINE_NATS_SERVER_BIN                             the nats-server to start
  SUBJECTLINE_<VENDOR>_URL                                another address for a provider: docs/settings.md
  SUBJECTLINE_CODE_TTL_SECONDS                            how long a code is good (600)
  DATABASE_URL_FILE, NATS_URL_FILE, SUBJECTLINE_KEYS_FILE,
  SUBJECTLINE_ROOT_CLIENT_SECRET_FILE                     files that hold these settings
  SUBJECTLINE_LOG_LEVEL                                   trace, debug, info, warn or error (info)
All settings are in .env.example.
`;

/** Thrown for what the operator can put right; its message is meant for them. */
export class WrongSettings extends Error {}

export function readArguments(words: string[]): { split: boolean; help: boolean } {
  const options = {
    split: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  } as const;
  try {
    return parseArgs({ args: words, options, allowPositionals: false }).values;
  } catch (error) {
    throw new WrongSettings(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  }
}

/** What `npm start` itself reads; the services check the rest. */
export class StartEnv {
  @PortNumber() SUBJECTLINE_PORT: number = 8080;
  @Text() SUBJECTLINE_HOST: string = '127.0.0.1';
  @Optional(WebAddress) SUBJECTLINE_PUBLIC_URL?: string;
  @Text() SUBJECTLINE_DATA_DIR: string = '.data';
  @Optional(Text()) SUBJECTLINE_NATS_SERVER_BIN?: string;
  @Optional(Text()) DATABASE_URL?: string;
  @Optional(Text()) NATS_URL?: string;
  @Optional(KeyRingText) SUBJECTLINE_KEYS?: string;
  @Optional(Text()) SUBJECTLINE_ROOT_CLIENT_ID?: string;
  @Optional(Text()) SUBJECTLINE_ROOT_CLIENT_SECRET?: string;
}

/** Stands in for what `npm start` provides where nothing is set, so that the rest can be checked before it is there. */
const provided = {
  DATABASE_URL: 'postgres://subjectline@127.0.0.1/subjectline',
  NATS_URL: 'nats://127.0.0.1:4222',
  SUBJECTLINE_KEYS: `k1:${Buffer.alloc(32).toString('base64')}`,
  SUBJECTLINE_ROOT_CLIENT_ID: 'root',
  SUBJECTLINE_ROOT_CLIENT_SECRET: '0123456789abcdef',
};

/** Reads all settings before it complains, so that one start shows everything that is wrong. */
export function readSettings(source: Environment, split: boolean): Settings {
  const { environment, problems } = readSecretFiles(withoutEmpty(source));
  const { env, problems: ours } = tryEnv(StartEnv, environment);
  const known = [StartEnv, ...Object.values(settingsTypes)].flatMap(settingNames);
  const wrong = new Map([
    ...settingProblems({ ...provided, ...environment }),
    ...ours,
    ...misspelledSettings(environment, known),
    ...problems,
  ]);
  const { SUBJECTLINE_ROOT_CLIENT_ID: id, SUBJECTLINE_ROOT_CLIENT_SECRET: secret } = env;
  if ((id === undefined) !== (secret === undefined)) {
    wrong.set('root client', 'SUBJECTLINE_ROOT_CLIENT_ID and …_ROOT_CLIENT_SECRET must be set together');
  }
  // The values stay out of the message: some are secrets.
  if (wrong.size > 0) throw new WrongSettings(`Wrong settings:\n  ${[...wrong.values()].join('\n  ')}`);
  const port = env.SUBJECTLINE_PORT;
  return {
    split,
    port,
    host: env.SUBJECTLINE_HOST,
    publicUrl: env.SUBJECTLINE_PUBLIC_URL ?? `http://localhost:${port}`,
    dataDir: resolve(env.SUBJECTLINE_DATA_DIR),
    databaseUrl: env.DATABASE_URL,
    natsUrl: env.NATS_URL,
    keys: env.SUBJECTLINE_KEYS,
    environment,
    unknown: unknownSettings(environment, known),
    ...(id && secret && { rootClient: { id, secret } }),
  };
}

/** For tools that need a single setting or two. */
export function withSecretFiles(source: Environment): Environment {
  const { environment, problems } = readSecretFiles(source);
  if (problems.length > 0) throw new WrongSettings(problems.map(([, problem]) => problem).join('\n'));
  return environment;
}

/** A variable that is set to nothing counts as absent. */
function withoutEmpty(source: Environment): Environment {
  return Object.fromEntries(Object.entries(source).filter(([, value]) => value?.trim()));
}
