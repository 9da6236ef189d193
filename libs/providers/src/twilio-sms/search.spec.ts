import { describe, expect, it } from 'vitest';
import { maxFound, searchIn } from './search';

const at = new Date('2026-03-02T09:30:00.000Z');
const later = (seconds: number) => new Date(at.getTime() + seconds * 1_000);
const sought = { isItsText: (text: string) => text === 'Your code is 1.', from: at, until: later(30) };
const message = (dateCreated = later(1), body = 'Your code is 1.') => ({ sid: 'SM1', body, dateCreated });
const found = { state: 'found', providerMessageId: 'SM1' };

describe('a message among those that Twilio lists', () => {
  it.each([
    ['at its time', [message()], found],
    ['by clocks that differ', [message(later(-50))], found],
    ['after others', [message(later(5), 'Another'), message()], found],
    [
      'behind the sentence of a trial account',
      [message(at, 'Sent from your Twilio trial account - Your code is 1.')],
      found,
    ],
    ['with another text', [message(at, 'Another')], { state: 'absent' }],
    ['before it was sent', [message(later(-100))], { state: 'absent' }],
    ['long after it was sent', [message(later(200))], { state: 'absent' }],
    ['nowhere', [], { state: 'absent' }],
    ['at a time that cannot be read', [message(new Date(NaN))], { state: 'unclear' }],
  ])('is looked for: %s', (_where, listed, answer) => expect(searchIn(listed, sought)).toEqual(answer));

  it('may be further down in a list that is cut', () => {
    const many = (seconds: number) =>
      Array.from({ length: maxFound }, () => message(later(seconds), 'Another'));
    expect(searchIn(many(20), sought)).toEqual({ state: 'unclear' });
    expect(searchIn([...many(20).slice(1), message(later(-100), 'Another')], sought)).toEqual({
      state: 'absent',
    });
  });

  it('may be any of its time where its text is not known', () => {
    const unknown = { ...sought, isItsText: null };
    expect(searchIn([message()], unknown)).toEqual({ state: 'unclear' });
    expect(searchIn([message(later(-100))], unknown)).toEqual({ state: 'absent' });
  });
});
