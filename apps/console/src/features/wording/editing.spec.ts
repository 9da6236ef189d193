import { expect, it } from 'vitest';
import type { Wording } from '../../api/types';
import { readEditing, textOf, withChange, withPlaceholder } from './editing';

const wording = {
  subject: 'Yours',
  html: '<p>a</p>',
  text: null,
  own_parts: ['subject'],
} as unknown as Wording;

it.each([
  [
    { lang: 'fr-ca', part: 'sms' },
    { lang: 'fr-CA', part: 'sms' },
  ],
  [{ lang: 'no such!', part: 'fax' }, {}],
  [{ lang: 7 }, {}],
])('reads the address of the editor: %j', (search, editing) => {
  expect(readEditing(search)).toEqual(editing);
});

it('keeps only what differs from what is saved', () => {
  const changes = withChange(wording, {}, 'subject', 'Ours');
  expect([changes, textOf(wording, changes, 'subject')]).toEqual([{ subject: 'Ours' }, 'Ours']);
  expect(withChange(wording, changes, 'subject', 'Yours')).toEqual({});
  expect(withChange(wording, {}, 'subject', null)).toEqual({ subject: null });
  // what is not the organization's own is shipped already
  expect(withChange(wording, { html: '<p>b</p>' }, 'html', null)).toEqual({});
  expect(textOf(wording, {}, 'text')).toBe('');
});

it('puts a placeholder in place of what is selected', () => {
  expect(withPlaceholder('Dear NAME!', { start: 5, end: 9 }, 'first_name')).toEqual({
    text: 'Dear {{first_name}}!',
    caret: 19,
  });
});
