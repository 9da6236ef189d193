import { expect, it } from 'vitest';
import { changeOf, typedOf, valueOf } from './editable';

it.each([
  ['switch', true, 'true'],
  ['number', 24, '24'],
  ['text', 'https://center.example.com/', 'https://center.example.com/'],
  ['list', ['https://a.example', 'https://b.example'], 'https://a.example\nhttps://b.example'],
  [['keep', 'resend'], 'resend', 'resend'],
  ['number', null, ''],
] as const)('a setting of kind %j is typed as it is read: %j', (editor, value, typed) => {
  expect([typedOf(value), valueOf(editor, typed)]).toEqual([typed, value]);
});

it('takes lists with commas and empty lines, and sends one setting', () => {
  expect(valueOf('list', ' fr, de\n\nes ')).toEqual(['fr', 'de', 'es']);
  expect(valueOf('number', 'two')).toBe('two');
  expect(changeOf('sms.allowed_countries', ['FR'])).toEqual({ sms: { allowed_countries: ['FR'] } });
});
