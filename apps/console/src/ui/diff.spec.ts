import { expect, it } from 'vitest';
import { diff } from './diff';

it.each([
  ['', '', []],
  ['a\n', 'a\n', [['same', 'a\n']]],
  ['', 'a\nb', [['added', 'a\nb']]],
  [
    'a\nb\nc\n',
    'a\nx\nc\ny',
    [
      ['same', 'a\n'],
      ['removed', 'b\n'],
      ['added', 'x\n'],
      ['same', 'c\n'],
      ['added', 'y'],
    ],
  ],
  [
    '<p>one</p><p>two</p>',
    '<p>two</p>',
    [
      ['same', '<p>'],
      ['removed', 'one</p><p>'],
      ['same', 'two</p>'],
    ],
  ],
])('the difference of %j and %j', (before, after, parts) => {
  expect(diff(before, after).map(({ kind, text }) => [kind, text])).toEqual(parts);
});

it('has both texts in it, whatever they are', () => {
  const words = ['a\n', 'b\n', '<p>', 'c', '</p>\n', ''];
  const texts = Array.from({ length: 40 }, (_, seed) =>
    Array.from({ length: 12 }, (_each, index) => words[(seed * 7 + index * (seed + 3)) % words.length]).join(
      '',
    ),
  );
  for (const before of texts) {
    for (const after of texts) {
      const parts = diff(before, after);
      const without = (kind: string) =>
        parts
          .filter((part) => part.kind !== kind)
          .map(({ text }) => text)
          .join('');
      expect([without('added'), without('removed')]).toEqual([before, after]);
    }
  }
});

it('of two very long texts is shown as a whole', () => {
  const lines = (word: string) => Array.from({ length: 3_000 }, (_, index) => `${word}${index}\n`).join('');
  expect(diff(lines('a'), lines('b')).map(({ kind }) => kind)).toEqual(['removed', 'added']);
});
