import { expect, it } from 'vitest';
import { encodedWords } from './encoded-words';

it('a name is cut into words of 75 characters, never within a letter', () => {
  const name = `${'ä'.repeat(40)}, ${'😀'.repeat(20)}`;
  const words = encodedWords(name).split(' ');
  expect(words.length).toBeGreaterThan(2);
  for (const word of words) expect(word.length).toBeLessThanOrEqual(75);
  const texts = words.map((word) => Buffer.from(word.slice(10, -2), 'base64').toString());
  expect(texts.join('')).toBe(name);
  expect(texts.join('')).not.toContain('\ufffd');
});
