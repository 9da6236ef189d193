import { expect, it } from 'vitest';
import { fr } from './fr';

/** Every text of a language; those with values with a sample of them. */
function textsIn(words: unknown): string[] {
  if (typeof words === 'string') return [words];
  if (typeof words === 'function') return [1, 2].map((value) => String(words(value, value, value)));
  if (typeof words === 'object' && words !== null) return Object.values(words).flatMap(textsIn);
  return [];
}

it('no line of French begins with a sign: the space before it does not break', () => {
  const texts = textsIn(fr);
  expect(texts.length).toBeGreaterThan(500);
  expect(texts.filter((text) => / [:;?!%»]|« /.test(text))).toEqual([]);
});
