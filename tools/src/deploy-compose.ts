/** A variable that `docker-compose.yml` takes from `.env`: `${NAME:?why}`, `${NAME:-default}` or `${NAME}`. */
const variablePattern = /\$\{(\w+)(?::([?-])([^}]*))?\}/g;

export function variablesOf(text: string): string[] {
  return [...new Set([...text.matchAll(variablePattern)].flatMap(([, name]) => name ?? []))];
}

/** What Compose makes of a text; throws when a variable that must be set is not. */
export function interpolate(text: string, values: Readonly<Record<string, string>>): string {
  return text.replaceAll(variablePattern, (_all, name: string, kind?: string, rest = '') => {
    const value = values[name];
    if (value) return value;
    if (kind === '?') throw new Error(`${name}: ${rest}`);
    return rest;
  });
}

/** The settings in the text of `.env.example` with their defaults, which all stand behind a `#`. */
export function exampleSettings(text: string): Map<string, string> {
  const rows = [...text.matchAll(/^#([A-Z0-9_]+)=(.*)$/gm)];
  return new Map(rows.map(([, name = '', value = '']) => [name, value]));
}
