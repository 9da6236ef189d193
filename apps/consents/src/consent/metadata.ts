import { isMetadataName, metadataPrefix, type FreeValues } from '@subjectline/contracts';

/** Where a value of an event's metadata stands that no template can name. */
export type MetadataPath = readonly string[];

export interface NamedMetadata {
  readonly variables: Record<string, string>;
  readonly ignored: readonly MetadataPath[];
}

/**
 * What templates may name of an event: the scalars that this event carried, under the prefix that keeps them apart from
 * every other name. On the same key the event's own value stands before its user's, also when it is one that nobody
 * can name: the other one was not meant.
 */
export function namedMetadata(event: FreeValues | null, user: FreeValues | null): NamedMetadata {
  const own = Object.entries(event ?? {});
  const taken = new Set(own.map(([key]) => key));
  const users = Object.entries(user ?? {}).filter(([key]) => !taken.has(key));
  const all = [
    ...own.map(([key, value]) => ({ key, value, path: ['metadata', key] })),
    ...users.map(([key, value]) => ({ key, value, path: ['user', 'metadata', key] })),
  ];
  const isNamed = ({ key, value }: { key: string; value: unknown }) =>
    isMetadataName(metadataPrefix + key) && isScalar(value);
  return {
    variables: Object.fromEntries(
      all.filter(isNamed).map(({ key, value }) => [metadataPrefix + key, String(value)]),
    ),
    ignored: all.filter((one) => !isNamed(one)).map(({ path }) => path),
  };
}

function isScalar(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}
