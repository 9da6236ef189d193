import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { de } from './de';
import { en } from './en';
import { es } from './es';
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

it('every refusal of a sign-in with OpenID Connect has a sentence in each language', () => {
  const documented = readFileSync(join(__dirname, '../../../../docs/errors.md'), 'utf8');
  const codes = [...documented.matchAll(/^\| `(oidc_\w+)`/gm)].map(([, code]) => code);
  expect(codes.length).toBeGreaterThan(10);
  for (const { shell } of [en, fr, de, es])
    expect(Object.keys(shell.signIn.oidc.refusals).toSorted()).toEqual(codes.toSorted());
});
