import { Own, type Field } from '@subjectline/schema';

/** One key of the installation, as SUBJECTLINE_KEYS names it. */
export interface InstallationKey {
  readonly id: string;
  readonly root: Buffer;
}

/** @param text `<id>:<32 bytes in base64>`, several separated by commas. Throws without showing any of it. */
export function parseKeys(text: string): [InstallationKey, ...InstallationKey[]] {
  const [first, ...rest] = text.split(',').map((entry) => parseKey(entry.trim()));
  if (!first) throw new Error('the key ring is empty');
  const ids = [first, ...rest].map(({ id }) => id);
  if (new Set(ids).size !== ids.length) throw new Error('the key ring names a key twice');
  return [first, ...rest];
}

/** Why a text is not a key ring, or null. */
export function keysProblem(text: unknown): string | null {
  try {
    parseKeys(String(text));
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

export const KeyRingText: Field<string> = Own({
  name: 'isKeyRing',
  validate: (value) => keysProblem(value) === null,
  message: (value) =>
    `must be <id>:<32 bytes in base64>, several separated by commas: ${keysProblem(value) ?? ''}`,
});

function parseKey(entry: string): InstallationKey {
  const match = /^([A-Za-z0-9_-]{1,32}):([A-Za-z0-9+/_-]{43}=?)$/.exec(entry);
  const [, id, secret] = match ?? [];
  const root = Buffer.from(secret ?? '', 'base64');
  if (!id || root.length !== 32) {
    throw new Error('a key of the key ring is not of the form <id>:<32 bytes in base64>');
  }
  return { id, root };
}
