import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { messageKindIds } from '@subjectline/contracts';
import { expect, test } from 'vitest';

// the console may import none of the lists that it has words for
const words = join(__dirname, '..', '..', '..', 'apps', 'console', 'src', 'i18n');

test.each(['en', 'fr', 'de', 'es'])('the console has a name for every kind of message: %s', (locale) => {
  expect(readdirSync(words)).toContain(locale);
  const text = readFileSync(join(words, locale, 'message-words.ts'), 'utf8');
  const [, kinds = ''] = /\bkinds: \{(.*?)\n {2}\}/s.exec(text) ?? [];
  expect(messageKindIds.filter((kind) => !new RegExp(`^ {4}'?${kind}'?: '.`, 'm').test(kinds))).toEqual([]);
});
