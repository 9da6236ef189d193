import { IntText, OneOf, Optional, Pattern, WebAddress } from '@subjectline/schema';
import { plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';
import type { ClassOf } from '@subjectline/contracts';
import { KeyRingText } from './installation-keys';
import { PortNumber } from './port-number';
import { concerns, readSecretFiles, secretFileOf, type EnvironmentSource } from './secret-files';
import { settingNames, misspelledSettings } from './setting-names';

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** What every service reads from its environment. Fields are named as the variables are. */
export class ServiceEnv {
  @Pattern(
    /^(nats|tls):\/\/[^\s,]+(,(nats|tls):\/\/[^\s,]+)*$/,
    'must be an address such as nats://user:password@host:4222',
  )
  NATS_URL!: string;
  @OneOf(logLevels) SUBJECTLINE_LOG_LEVEL: (typeof logLevels)[number] = 'info';

  /** Where `GET /metrics` of this process is, for Prometheus. */
  @Optional(PortNumber()) SUBJECTLINE_METRICS_PORT?: number;

  /** Where traces are exported to, over OTLP/HTTP; none when absent. */
  @Optional(WebAddress) OTEL_EXPORTER_OTLP_ENDPOINT?: string;
}

/** What a service with tables reads as well. */
export class StoringServiceEnv extends ServiceEnv {
  @Pattern(
    /^postgres(ql)?:\/\/\S+$/,
    'must be an address such as postgres://user:password@host:5432/subjectline',
  )
  DATABASE_URL!: string;

  /** `<id>:<32 bytes in base64>`, several separated by commas; the first one seals, all of them open. */
  @KeyRingText SUBJECTLINE_KEYS!: string;

  /** Where `GET /health` tells whether this process works, for a container runtime. */
  @Optional(PortNumber()) SUBJECTLINE_HEALTH_PORT?: number;
}

/** A service that keeps records after what they are about is over. */
export class RecordKeepingEnv extends StoringServiceEnv {
  /** How many days records are kept: of closed requests and of messages, and entries of the audit trail. Three years. */
  @IntText({ min: 1, max: 36_500 }) SUBJECTLINE_RECORD_DAYS: number = 1_095;
}

/** A service that has to know how long a person can still verify. */
export class VerificationPeriodsEnv extends RecordKeepingEnv {
  /** For how many days a new code can be requested. */
  @IntText({ min: 1, max: 90 }) SUBJECTLINE_VERIFICATION_DAYS: number = 7;

  /** For how many days an unverified request of a stranger keeps its identity; at least while it can be verified. */
  @IntText({ min: 1, max: 3_650 }) SUBJECTLINE_UNVERIFIED_REQUEST_DAYS: number = 7;
}

/** A setting is missing or wrong. The message names it and never shows its value. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

/** Reads and checks an environment once. A variable that is set to nothing counts as absent. */
export function readEnv<T extends object>(type: ClassOf<T>, source: EnvironmentSource): T {
  const { env, problems } = tryEnv(type, source);
  throwProblems([...problems, ...misspelledSettings(source, settingNames(type))]);
  return env;
}

/** An environment read into a class, and its problems: name and message of each setting. */
export function tryEnv<T extends object>(
  type: ClassOf<T>,
  source: EnvironmentSource,
): { env: T; problems: [string, string][] } {
  const known = settingNames(type);
  const { environment, problems } = readSecretFiles(source);
  const present = Object.entries(environment).flatMap(([name, value]) =>
    known.includes(name) && value?.trim() ? [[name, value.trim()]] : [],
  );
  const env = plainToInstance(type, Object.fromEntries(present), { exposeDefaultValues: true });
  const ofFiles = problems.filter(([name]) => concerns(name, known));
  const unread = new Set(ofFiles.map(([name]) => name));
  const errors = validateSync(env, { forbidUnknownValues: true }).filter(
    ({ property }) => !unread.has(secretFileOf(property)),
  );
  return { env, problems: [...ofFiles, ...errors.map(problemOf)] };
}

/** Throws all problems at once; the same setting of several services once. */
export function throwProblems(problems: readonly [string, string][]): void {
  if (problems.length > 0) throw new SettingsError([...new Map(problems).values()].join('\n'));
}

function problemOf({ property, value, constraints }: ValidationError): [string, string] {
  const rules = Object.values(constraints ?? {}).map((rule) => rule.replace(`${property} `, ''));
  return [property, value === undefined ? `${property} is missing` : `${property} ${rules.join(', ')}`];
}
