/** RFC 2047 2: a word has 75 characters at most, 12 of them around the text; four of base64 are three bytes. */
const maxBytes = 45;

/** A text in words that any mail header can hold. */
export function encodedWords(text: string): string {
  const words = [''];
  for (const character of text) {
    const longer = `${words.at(-1) ?? ''}${character}`;
    if (Buffer.byteLength(longer) > maxBytes) words.push(character);
    else words[words.length - 1] = longer;
  }
  return words.map((word) => `=?UTF-8?B?${Buffer.from(word).toString('base64')}?=`).join(' ');
}
