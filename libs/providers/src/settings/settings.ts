import { plainToInstance } from 'class-transformer';

/** Settings as their class reads them: keys that were stored with a line break around them are trimmed, too. */
export function readSettings<T extends object>(Settings: new () => T, plain: object | null): T {
  return plainToInstance(Settings, { ...plain }, { exposeUnsetFields: false });
}
