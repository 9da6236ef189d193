/* For specs: looks for texts that must not be there. */

/** The ways in which a text may stand somewhere. */
function spellingsOf(text: string): string[] {
  const bytes = Buffer.from(text);
  // inside a longer text the groups of base64 may begin at any of three places; only whole groups are told by us alone
  const base64 = [0, 1, 2].map((skipped) => {
    const groups = Math.floor((bytes.length - skipped) / 3);
    return bytes.subarray(skipped, skipped + 3 * groups).toString('base64');
  });
  const escaped = [...text].map((one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');
  const inJson = JSON.stringify(text).slice(1, -1);
  return [
    ...new Set([text, ...base64, inJson, encodeURIComponent(text), bytes.toString('hex'), escaped]),
  ].filter((spelling) => spelling.length >= 6);
}

export type Contents = Iterable<readonly [where: string, what: string | Buffer]>;

/**
 * Which canaries sing in which of these.
 * @param canaries by what they are; every spelling of each is looked for
 */
export function findCanaries(canaries: ReadonlyMap<string, string>, contents: Contents): string[] {
  const wanted = [...canaries].flatMap(([name, text]) =>
    spellingsOf(text).map((spelling) => [name, spelling] as const),
  );
  const singing: string[] = [];
  for (const [where, what] of contents) {
    for (const [name, spelling] of wanted)
      if (holds(what, name, spelling)) singing.push(`${name} in ${where}`);
  }
  return singing;
}

/** Six digits stand by chance inside longer numbers; a code stands alone. */
function holds(what: string | Buffer, name: string, spelling: string): boolean {
  if (!what.includes(spelling)) return false;
  if (!name.startsWith('code') || !/^\d+$/.test(spelling)) return true;
  return new RegExp(`(?<![0-9a-zA-Z.-])${spelling}(?![0-9a-zA-Z-])`).test(what.toString('latin1'));
}
