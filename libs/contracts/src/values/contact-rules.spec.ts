import 'reflect-metadata';
import { describe, expect, it } from 'vitest';
import { problemsOf } from '@subjectline/schema';
import { check } from '../contract/check';
import { canonicalPhone, isPhoneAllowed, phoneCountry, phoneLineOf } from './phone-numbers';
import { RequestIdentity } from '../requests/request-identity';
import { ContactAddress } from '../dispatch/sealed-content';

const messagesOf = (given: object) => problemsOf(ContactAddress, given).map(({ message }) => message);

describe('an e-mail address', () => {
  it.each([
    ['a zero-width space', '\u200b'],
    ['a zero-width joiner', '\u200d'],
    ['a word joiner', '\u2060'],
    ['a byte order mark', '\ufeff'],
    ['a mark from right to left', '\u200f'],
    ['an override of direction', '\u202e'],
    ['an isolate of direction', '\u2066'],
    ['a soft hyphen', '\u00ad'],
    ['a variation selector', '\ufe0f'],
    ['a combining grapheme joiner', '\u034f'],
    ['a Hangul filler', '\u3164'],
    ['a blank of Braille', '\u2800'],
    ['a no-break space', '\u00a0'],
    ['a line separator', '\u2028'],
    ['a C1 control', '\u0085'],
    ['a tag character', '\u{e0041}'],
  ])('is refused with %s in it, wherever that stands', (_what, unseen) => {
    for (const email of [
      `a${unseen}da@example.com`,
      `ada@exa${unseen}mple.com`,
      `ada@example.com${unseen}`,
    ]) {
      const reason = 'must be an email: it contains an invisible or control character';
      expect(messagesOf({ email })).toEqual([reason]);
      expect(problemsOf(RequestIdentity, { email })).toEqual([
        {
          path: ['email'],
          rule: 'isEmail',
          message: 'value is not a valid email address: it contains an invisible or control character',
        },
      ]);
    }
  });

  it.each(['ada+tag@example.com', 'jürgen@bücher.example.com', '"a b"@example.com', '用户@例子.广告'])(
    'is taken in letters of its own: %s',
    (email) => expect(messagesOf({ email })).toEqual([]),
  );
});

describe('a phone number', () => {
  const refused = 'Phone number is not of a kind that can receive messages';

  it.each([
    ['premium rate', '+19005551234'],
    ['premium rate', '+449098790000'],
    ['premium rate with digits after its end', '+44909879000012'],
    ['premium rate with the zero of home', '+4409098790000'],
    ['shared cost', '+33810123456'],
    ['a personal number', '+447012345678'],
    ['a UAN', '+443301234567'],
    ['a satellite', '+881612345678'],
    ['a satellite', '+870773111632'],
    ['an international network', '+88213123456'],
    ['international premium rate', '+97912345678'],
    ['international free phone', '+80012345678'],
    ['international shared cost', '+80812345678'],
    ['no country at all', '+21012345678'],
    ['no country at all', '+99912345678'],
  ])('of %s is refused: %s', (_what, phone_number) => {
    expect(messagesOf({ phone_number })).toEqual([refused]);
    expect(problemsOf(RequestIdentity, { phone_number }).map(({ message }) => message)).toEqual([refused]);
  });

  it.each([
    '+15551234567',
    '+15551049382910',
    '+15558675309',
    '+390612345678',
    '+2250701234567',
    '+447911123456',
  ])('is taken as it stands: %s', (phone_number) =>
    expect(check(RequestIdentity, { phone_number })).toEqual({ phone_number }),
  );

  it.each(['+1-555-123-4568', '(555) 123-4567', '+44 7911 123456', '15551234567', '+123456', '+0123456789'])(
    'is refused in a form other than E.164: %s',
    (phone_number) => {
      const message = 'Phone number must be formatted in E.164 format, i.e. +15558675309';
      expect(messagesOf({ phone_number })).toEqual([message]);
    },
  );

  it('loses the national trunk zero', () => {
    expect(check(RequestIdentity, { phone_number: '+4407911123456' }).phone_number).toBe('+447911123456');
    expect(check(ContactAddress, { phone_number: '+4901711234567' }).phone_number).toBe('+491711234567');
    expect(canonicalPhone('+390612345678')).toBe('+390612345678');
    expect(canonicalPhone('+5215512345678')).toBe('+525512345678');
  });

  it('is one number in all its spellings', () => {
    const spellings = ['+447911123456', '+4407911123456', '+44791112345600'];
    expect(new Set(spellings.map(phoneLineOf))).toEqual(new Set(['+447911123456']));
    const mexican = ['+525512345678', '+5215512345678', '+521551234567800'];
    expect(new Set(mexican.map(phoneLineOf))).toEqual(new Set(['+525512345678']));
    expect(phoneLineOf('+447911123457')).not.toBe('+447911123456');
  });

  it('belongs to a country, also where several share a calling code', () => {
    expect(phoneCountry('+18765551234')).toBe('JM');
    expect(phoneCountry('+15551234567')).toBe('US');
    expect(isPhoneAllowed('+18765551234', ['US', 'CA'])).toBe(false);
    expect(isPhoneAllowed('+12125551234', ['US', 'CA'])).toBe(true);
    expect(isPhoneAllowed('+18765551234', null)).toBe(true);
  });
});
