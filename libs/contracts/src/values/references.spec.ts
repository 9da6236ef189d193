import { describe, expect, it } from 'vitest';
import { readReference, referenceOf, referenceSigns, shownReference } from './references';

const signs = [...referenceSigns];
/** Some of every kind: all the same, counting up and down, and mixed. */
const stored = [
  ...signs.map((_, value) => referenceOf(Array.from({ length: 7 }, () => value))),
  ...signs.map((_, value) =>
    referenceOf(Array.from({ length: 7 }, (_one, place) => (value * 5 + place * 3) % 17)),
  ),
];

describe('a reference number', () => {
  it('is of eight signs that differ, for the eye and the ear', () => {
    expect(new Set(signs).size).toBe(17);
    expect(referenceSigns).not.toMatch(/[01OILBCDEGTVZAHKNSU]/);
    for (const reference of stored) expect(reference).toMatch(/^[2-9FJMPQRWXY]{8}$/);
    expect(shownReference('R7F4X2MR')).toBe('R7F4-X2MR');
  });

  it.each(['R7F4-X2MR', 'r7f4x2mr', ' R7F4 X2MR ', 'r7 f4 - x2 mr'])(
    'is read however it is typed: %s',
    (typed) => {
      expect(readReference(typed)).toBe('R7F4X2MR');
    },
  );

  it.each(['', 'R7F4', 'R7F4-X2MRR', 'R7F4-X2M0', 'pri_0b6c8a58', 'ana@example.com'])(
    'is not %j',
    (typed) => {
      expect(readReference(typed)).toBeNull();
    },
  );

  it('is refused with any one sign wrong', () => {
    for (const reference of stored) {
      for (let place = 0; place < 8; place += 1) {
        for (const sign of signs.filter((one) => one !== reference[place])) {
          const mistyped = reference.slice(0, place) + sign + reference.slice(place + 1);
          expect(readReference(mistyped)).toBeNull();
        }
      }
    }
  });

  it('is refused with any two neighbors exchanged', () => {
    for (const reference of stored) {
      for (let place = 0; place < 7; place += 1) {
        const [one = '', other = ''] = reference.slice(place, place + 2);
        const mistyped = reference.slice(0, place) + other + one + reference.slice(place + 2);
        expect(readReference(mistyped)).toBe(one === other ? reference : null);
      }
    }
  });
});
