import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

export type Environment = Readonly<Record<string, string | undefined>>;

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
}

export const usage = `Starts Subjectline on this machine, with its own nats-server and PostgreSQL unless told of others.

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
  SUBJECTLINE_MAILGUN_URL, …_SENDGRID_URL, …_TWILIO_URL   another address for a provider
  SUBJECTLINE_CODE_TTL_SECONDS                            how long a code is good (600)
  SUBJECTLINE_LOG_LEVEL                                   trace, debug, info, warn or error (info)
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

/** Reads all settings before it complains, so that one start shows everything that is wrong. */
export function readSettings(environment: Environment, split: boolean): Settings {
  const wrong: string[] = [];
  const read = (name: string, accepts: (value: string) => boolean, wanted: string): string | undefined => {
    const value = environment[name]?.trim() || undefined;
    if (value !== undefined && !accepts(value)) wrong.push(`${name} must be ${wanted}`);
    return value;
  };
  const port = Number(read('SUBJECTLINE_PORT', isPort, 'a port number from 1 to 65535') ?? 8080);
  const settings: Settings = {
    split,
    port,
    host: read('SUBJECTLINE_HOST', isHost, 'an IP address or a host name') ?? '127.0.0.1',
    publicUrl:
      read('SUBJECTLINE_PUBLIC_URL', isWebUrl, 'an http:// or https:// URL') ?? `http://localhost:${port}`,
    dataDir: resolve(read('SUBJECTLINE_DATA_DIR', Boolean, 'a folder') ?? '.data'),
    databaseUrl: read('DATABASE_URL', hasScheme('postgres:', 'postgresql:'), 'a postgres:// URL'),
    natsUrl: read('NATS_URL', isNatsUrl, 'a nats:// or tls:// URL, or several separated by commas'),
    keys: read('SUBJECTLINE_KEYS', isKeyRing, '<id>:<base64 of 32 bytes>, several separated by commas'),
  };
  read('SUBJECTLINE_LOG_LEVEL', isLogLevel, `one of ${logLevels.join(', ')}`);
  const id = read('SUBJECTLINE_ROOT_CLIENT_ID', isWord, 'one word without spaces');
  const secret = read('SUBJECTLINE_ROOT_CLIENT_SECRET', isWord, 'one word without spaces');
  if ((id === undefined) !== (secret === undefined)) {
    wrong.push('SUBJECTLINE_ROOT_CLIENT_ID and SUBJECTLINE_ROOT_CLIENT_SECRET must be given together');
  }
  // The values stay out of the message: some are secrets.
  if (wrong.length > 0) throw new WrongSettings(`Wrong settings:\n  ${wrong.join('\n  ')}`);
  return id && secret ? { ...settings, rootClient: { id, secret } } : settings;
}

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];
const isLogLevel = (value: string): boolean => logLevels.includes(value);
const isWord = (value: string): boolean => /^\S+$/.test(value);
const isPort = (value: string): boolean =>
  /^\d{1,5}$/.test(value) && Number(value) >= 1 && Number(value) <= 65_535;
const isHost = (value: string): boolean => isIP(value) !== 0 || /^[a-z\d]([a-z\d.-]*[a-z\d])?$/i.test(value);
const isNatsUrl = (value: string): boolean => value.split(',').every(hasScheme('nats:', 'tls:'));
const isWebUrl = (value: string): boolean => hasScheme('http:', 'https:')(value);

function hasScheme(...schemes: string[]): (value: string) => boolean {
  return (value) => URL.canParse(value) && schemes.includes(new URL(value).protocol);
}

/** The form of a key ring: `<id>:<base64 of 32 bytes>`, comma-separated, each id once, the current one first. */
export function isKeyRing(text: string): boolean {
  const keys = text.split(',').map((key) => /^\s*([\w-]+):([A-Za-z\d+/]{43}=)\s*$/.exec(key));
  const ids = new Set(keys.map((key) => key?.[1]));
  return keys.every((key) => key !== null) && ids.size === keys.length;
}
