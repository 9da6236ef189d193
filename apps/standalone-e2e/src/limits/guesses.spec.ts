import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { useProvider } from '../fixtures/accounts.fixture';
import { at, Product, type Answer } from '../fixtures/product.fixture';
import { Person, phrases, wrongCode } from '../fixtures/person.fixture';

/* A code under attack: everything over HTTP, everything at once. */

let product: Product;
let person: Person;
let id: string;
let code: string;

beforeAll(async () => {
  product = await Product.open();
  await useProvider(product, 'mailgun');
});
beforeEach(async () => {
  person = new Person(product, 'email');
  id = await person.asks();
  code = await person.receivesCode();
});
afterAll(() => product?.close());

const atOnce = (count: number, typed: string): Promise<Answer[]> =>
  Promise.all(Array.from({ length: count }, () => person.types(typed, id)));

function countOf(answers: readonly Answer[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { status, body } of answers) {
    const key = `${status} ${String(at(body, 'detail') ?? at(body, 'status')).replaceAll(id, '<id>')}`;
    counts[key] = (counts[key] ?? 0) + 1;
  }
  return counts;
}

describe('a code', () => {
  it('verifies exactly once when the right one comes twenty times at once', async () => {
    expect(countOf(await atOnce(20, code))).toEqual({
      '200 pending': 1,
      "400 Invalid identity verification request. Privacy request '<id>' status = pending.": 19,
    });
    await person.receives(phrases.receipt);
    expect(arrivals()).toBe(2);
  });

  it('is worth three tries when twenty wrong ones come at once, and is gone then', async () => {
    expect(countOf(await atOnce(20, wrongCode(code)))).toEqual({
      "403 Incorrect identification code for '<id>'": 3,
      "403 Attempt limit hit for '<id>'": 1,
      '400 Identification code expired for <id>.': 16,
    });
    expect(countOf([await person.types(code, id)])).toEqual({
      '400 Identification code expired for <id>.': 1,
    });
  });

  it('meets its limit with the fourth call, even with the right one', async () => {
    for (let guess = 0; guess < 3; guess += 1) await person.types(wrongCode(code), id);
    expect(countOf([await person.types(code, id)])).toEqual({ "403 Attempt limit hit for '<id>'": 1 });
  });

  it('is right as people type it', async () => {
    const fullWidth = [...code].map((digit) => '０１２３４５６７８９'.charAt(Number(digit))).join('');
    const typed = `${fullWidth.slice(0, 3)} - ${fullWidth.slice(3)}\u200b\n`;
    expect(countOf([await person.types(typed, id)])).toEqual({ '200 pending': 1 });
  });

  it('costs no try where it has not six digits', async () => {
    const malformed = ['', 'abc', code.slice(1), `${code}0`, code.repeat(100)];
    const answers = await Promise.all(malformed.map((typed) => person.types(typed, id)));
    const msg = 'Value error, must be the six digits of the code';
    for (const { status, body } of answers) {
      expect([status, body]).toEqual([
        422,
        { detail: [{ type: 'value_error', loc: ['body', 'code'], msg }] },
      ]);
    }
    for (let guess = 0; guess < 2; guess += 1) await person.types(wrongCode(code), id);
    expect(countOf([await person.types(code, id)])).toEqual({ '200 pending': 1 });
  });

  it('works until its last second and not after it', async () => {
    product.testEnv.clock.advance(599_000);
    expect((await person.types(wrongCode(code), id)).status).toBe(403);
    product.testEnv.clock.advance(1_000);
    expect(countOf([await person.types(code, id)])).toEqual({
      '400 Identification code expired for <id>.': 1,
    });
  });

  it('opens no request but its own', async () => {
    const other = new Person(product, 'email');
    const otherId = await other.asks();
    const otherCode = await other.receivesCode();
    const answer = await person.types(otherCode === code ? wrongCode(code) : otherCode, id);
    expect(answer.status).toBe(403);
    expect((await other.types(otherCode, otherId)).status).toBe(200);
  });
});

function arrivals(): number {
  return product.emulator.messages().filter(({ to }) => to === person.address).length;
}
