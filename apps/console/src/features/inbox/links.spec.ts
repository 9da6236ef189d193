import { expect, it } from 'vitest';
import { linksIn } from './links';

it('finds the links of a message, each once, without the punctuation around them', () => {
  const text = `Open https://a.example/links?token=Wq81_LmC.
(https://b.example/x) or <https://a.example/links?token=Wq81_LmC>, not javascript:alert(1) or ftp://c.example`;
  expect(linksIn(text)).toEqual(['https://a.example/links?token=Wq81_LmC', 'https://b.example/x']);
  expect(linksIn('Your code is 123456.')).toEqual([]);
});
