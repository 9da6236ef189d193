import { readFileSync } from 'node:fs';

/** Settings that may be given as a file instead: `<name>_FILE` holds its path, as Docker and Kubernetes mount secrets. */
export const secretSettings: readonly string[] = [
  'DATABASE_URL',
  'NATS_URL',
  'SUBJECTLINE_KEYS',
  'SUBJECTLINE_ROOT_CLIENT_SECRET',
];

export const secretFileOf = (name: string): string => `${name}_FILE`;

export type EnvironmentSource = Readonly<Record<string, string | undefined>>;

/** The environment with the contents of those files in place of their paths. */
export function readSecretFiles(source: EnvironmentSource): {
  environment: EnvironmentSource;
  problems: [string, string][];
} {
  const environment = { ...source };
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
  return { environment, problems };
}
