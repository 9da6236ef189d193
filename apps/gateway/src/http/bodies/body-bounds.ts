import { AppError } from '@subjectline/contracts';

/**
 * What no body that a contract takes goes beyond; the largest is a consent event. Whatever reads it further on may be
 * slower than this, so that it comes first.
 */
const max = { depth: 32, fields: 500, items: 5_000, values: 80_000, nameBytes: 1_536, numberBytes: 64 };

const [quote, backslash, comma, colon] = [0x22, 0x5c, 0x2c, 0x3a];
const [openList, closeList, openObject, closeObject] = [0x5b, 0x5d, 0x7b, 0x7d];
const [zero, nine, minus, plus, point, upperE, lowerE] = [0x30, 0x39, 0x2d, 0x2b, 0x2e, 0x45, 0x65];

/**
 * Refuses JSON that is made to be slow, by its bytes and in one pass: nothing has been built of it yet. What is no JSON
 * at all is left for the parser to refuse.
 */
export function refuseBomb(bytes: Uint8Array): void {
  new BodyScan(bytes).run();
}

interface Container {
  readonly isObject: boolean;
  values: number;
}

class BodyScan {
  private at = 0;
  private values = 0;
  private readonly open: Container[] = [];

  constructor(private readonly bytes: Uint8Array) {}

  run(): void {
    for (; this.at < this.bytes.length; this.at++) this.read(this.bytes[this.at] ?? 0);
  }

  private read(byte: number): void {
    if (byte === quote) this.skipText();
    else if (byte === comma) this.countValue();
    else if (byte === openObject || byte === openList) this.enter(byte === openObject);
    else if (byte === closeObject || byte === closeList) this.open.pop();
    else if (byte === minus || isDigit(byte)) this.skipNumber();
  }

  private enter(isObject: boolean): void {
    if (this.open.length >= max.depth) throw refusal('tooDeep', 'must not be nested that deep');
    this.open.push({ isObject, values: 0 });
    this.countValue();
  }

  private countValue(): void {
    const container = this.open.at(-1);
    if (!container) return;
    const { isObject } = container;
    if (++container.values > (isObject ? max.fields : max.items)) {
      throw isObject
        ? refusal('tooManyFields', `must not have more than ${max.fields} fields in one object`)
        : refusal('tooManyItems', `must not have more than ${max.items} items in one list`);
    }
    if (++this.values > max.values) {
      throw refusal('tooManyValues', `must not have more than ${max.values} values altogether`);
    }
  }

  private skipText(): void {
    const start = this.at;
    this.at = endOfText(this.bytes, start);
    if (this.at - start - 1 > max.nameBytes && this.isName()) {
      throw refusal('nameTooLong', `must not have names of more than ${max.nameBytes} bytes`);
    }
  }

  private isName(): boolean {
    let next = this.at + 1;
    while ((this.bytes[next] ?? quote) <= 0x20) next++;
    return this.bytes[next] === colon;
  }

  private skipNumber(): void {
    const start = this.at;
    let hasExponent = false;
    for (let next = this.bytes[start + 1] ?? 0; isOfNumber(next); next = this.bytes[this.at + 1] ?? 0) {
      hasExponent ||= next === lowerE || next === upperE;
      this.at++;
    }
    const length = this.at + 1 - start;
    // without an exponent no number of that length is too large
    if (length > max.numberBytes || (hasExponent && isInfinite(this.bytes.subarray(start, this.at + 1)))) {
      throw refusal('numberTooLarge', 'must not have numbers that are too long or too large to be kept');
    }
  }
}

function endOfText(bytes: Uint8Array, start: number): number {
  let at = start + 1;
  while (at < bytes.length && bytes[at] !== quote) at += bytes[at] === backslash ? 2 : 1;
  return at;
}

function isDigit(byte: number): boolean {
  return byte >= zero && byte <= nine;
}

function isOfNumber(byte: number): boolean {
  if (isDigit(byte) || byte === minus || byte === plus || byte === point) return true;
  return byte === lowerE || byte === upperE;
}

/** `1e400` is a number in JSON, and none that JavaScript or PostgreSQL can keep. */
function isInfinite(text: Uint8Array): boolean {
  const value = Number(String.fromCharCode(...text));
  return value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY;
}

function refusal(rule: string, message: string): AppError {
  return new AppError('invalid', {}, [{ path: ['body'], rule, message }]);
}
