import { isMetadataName, metadataPrefix, type FreeValues } from '@subjectline/contracts';

/** The path of a metadata value that no template can use. */
export type MetadataPath = readonly string[];

export interface NamedMetadata {
  readonly variables: Record<string, string>;
  readonly ignored: readonly MetadataPath[];
}

/**
 * The metadata that templates may use: the scalars that this event carried, under a prefix that keeps them apart from
 * other variables. The event's own value replaces its user's under the same key, even when a template cannot use it.
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
