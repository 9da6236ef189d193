/** The label of a known purpose; an id of words as words, and any other as it is. */
export function labelOf(id: string, known: Readonly<Record<string, string>>): string {
  if (Object.hasOwn(known, id)) return known[id] ?? id;
  const name = id.replace(/^c:/, '');
  if (!/^[a-z]+(?:[-_][a-z]+)*$/.test(name)) return name;
  const words = name.replaceAll(/[-_]/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
