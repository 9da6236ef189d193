/** A variable that `docker-compose.yml` takes from `.env`: `${NAME:?why}`, `${NAME:-default}` or `${NAME}`. */
const variablePattern = /\$\{(\w+)(?::([?-])([^}]*))?\}/g;

/** A secret that takes its content from a variable. */
const secretPattern = /^ {4}environment: ([A-Z]\w+)$/gm;

export function variablesOf(text: string): string[] {
  const found = [...text.matchAll(variablePattern), ...text.matchAll(secretPattern)];
  return [...new Set(found.flatMap(([, name]) => name ?? []))];
}

/** What Compose makes of a text; throws when a variable that must be set is not. */
export function interpolate(text: string, values: Readonly<Record<string, string>>): string {
  return text.replaceAll(variablePattern, (_all, name: string, operator?: string, rest = '') => {
    const value = values[name];
    if (value) return value;
    if (operator === '?') throw new Error(`${name}: ${rest}`);
    return rest;
  });
}

/** The settings in the text of `.env.example` with their defaults, which all stand behind a `#`. */
export function exampleSettings(text: string): Map<string, string> {
  const rows = [...text.matchAll(/^#([A-Z0-9_]+)=(.*)$/gm)];
  return new Map(rows.map(([, name = '', value = '']) => [name, value]));
}
