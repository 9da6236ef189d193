import { plainToInstance } from 'class-transformer';
import { getMetadataStorage, IsIn, IsString, Matches, validateSync } from 'class-validator';
import type { ClassOf } from '@subjectline/contracts';

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** What every service reads from its environment. Fields are named as the variables are. */
export class ServiceEnv {
  @Matches(/^(nats|tls):\/\/\S+$/, { message: 'must be an address such as nats://user:password@host:4222' })
  NATS_URL!: string;

  @IsIn([...logLevels])
  SUBJECTLINE_LOG_LEVEL: (typeof logLevels)[number] = 'info';
}

/** What a service with tables of its own reads besides. */
export class StoringServiceEnv extends ServiceEnv {
  @Matches(/^postgres(ql)?:\/\/\S+$/, {
    message: 'must be an address such as postgres://user:password@host:5432/subjectline',
  })
  DATABASE_URL!: string;

  /** `<id>:<32 bytes in base64>`, several separated by commas; the first one seals, all of them open. */
  @IsString()
  SUBJECTLINE_KEYS!: string;
}

/** A setting is missing or wrong. The message names it and never shows its value. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

/** Reads and checks an environment once. A variable that is set to nothing counts as absent. */
export function readEnv<T extends object>(
  type: ClassOf<T>,
  source: Readonly<Record<string, string | undefined>>,
): T {
  const known = settingNames(type);
  const present = Object.entries(source).filter(([name, value]) => known.includes(name) && value);
  const env = plainToInstance(type, Object.fromEntries(present), { exposeDefaultValues: true });
  const errors = validateSync(env, { forbidUnknownValues: true });
  if (errors.length === 0) return env;
  const lines = errors.map(({ property, value, constraints }) => {
    const rules = Object.values(constraints ?? {}).map((rule) => rule.replace(`${property} `, ''));
    return value === undefined ? `${property} is missing` : `${property} ${rules.join(', ')}`;
  });
  throw new SettingsError(lines.join('\n'));
}

/** The variables that a class reads. */
export function settingNames(type: ClassOf<object>): string[] {
  const metadata = getMetadataStorage().getTargetValidationMetadatas(type, '', false, false);
  return [...new Set(metadata.map(({ propertyName }) => propertyName))];
}
