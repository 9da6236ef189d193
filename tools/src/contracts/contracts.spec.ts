import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { callOf, defineEvent, defineTask, type Contract } from '@subjectline/contracts';
import {
  Flag,
  Int,
  ListOf,
  Nested,
  Nullable,
  Nullish,
  OneOf,
  Optional,
  Text,
  type ClassOf,
} from '@subjectline/schema';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { acceptContracts, checkLock } from './commands';
import { compare } from './compare';
import { readLock, writeLock } from './lock';
import { snapshotOf } from './snapshot';

const lockFile = join(__dirname, '..', '..', '..', 'libs', 'contracts', 'contracts.lock.json');

class Item {
  @Text({ max: 10 }) name!: string;
}
class Payload {
  @Text({ max: 64 }) id!: string;
  @Optional(Text()) note?: string;
  @Nullable(Text()) seen_at!: string | null;
  @OneOf(['email', 'sms']) channel!: 'email' | 'sms';
  @ListOf(() => Item, { max: 5 }) items!: Item[];
}

const call = callOf('identity', { askedBy: ['gateway', 'requests'] });
const asInput = (payload: ClassOf<object>): Contract[] => [
  defineTask({ owner: 'identity', name: 'try', payload, sentBy: ['requests'] }),
];
const asOutput = (payload: ClassOf<object>): Contract[] => [
  defineEvent({ owner: 'identity', name: 'tried', payload, heardBy: ['requests'] }),
];
const changesOf = (before: readonly Contract[], after: readonly Contract[]) =>
  compare(snapshotOf(before), snapshotOf(after));

/** The class with other fields in the place of its own, under its name. */
function altered(change: (type: ClassOf<object>) => void): ClassOf<object> {
  const type = { Payload: class extends Payload {} }.Payload;
  change(type);
  return type;
}

class Renamed {
  @Text({ max: 64 }) key!: string;
  @Optional(Text()) note?: string;
  @Nullable(Text()) seen_at!: string | null;
  @OneOf(['email', 'sms']) channel!: 'email' | 'sms';
  @ListOf(() => Item, { max: 5 }) items!: Item[];
}
class Retyped {
  @Int() id!: number;
  @Optional(Text()) note?: string;
  @Nullable(Text()) seen_at!: string | null;
  @OneOf(['email', 'sms']) channel!: 'email' | 'sms';
  @Nested(() => Item) items!: Item;
}
class Stricter {
  @Text({ max: 32 }) id!: string;
  @Text() note!: string;
  @Text() seen_at!: string;
  @OneOf(['email']) channel!: 'email';
  @ListOf(() => Item, { max: 5, min: 1 }) items!: Item[];
}
class Looser {
  @Text({ max: 128 }) id!: string;
  @Nullish(Text()) note?: string | null;
  @Nullable(Text()) seen_at!: string | null;
  @OneOf(['email', 'sms', 'push']) channel!: string;
  @Optional(ListOf(() => Item, { max: 5 })) items?: Item[];
}
class OtherItem {
  @Text({ max: 5 }) name!: string;
}
class Deeper {
  @Text({ max: 64 }) id!: string;
  @Optional(Text()) note?: string;
  @Nullable(Text()) seen_at!: string | null;
  @OneOf(['email', 'sms']) channel!: 'email' | 'sms';
  @ListOf(() => OtherItem, { max: 5 }) items!: OtherItem[];
}

describe('the contracts of this version', () => {
  test('work together with those of the last release (npm run contracts)', () => {
    const { lines, isRefused } = checkLock(lockFile);
    expect([isRefused, lines.filter((line) => line.startsWith('breaks'))]).toEqual([false, []]);
    expect(Object.keys(readLock(lockFile).contracts).length).toBeGreaterThan(200);
  });
});

describe('a changed contract', () => {
  test('breaks what other versions rely on if it is gone, elsewhere or closed to a service', () => {
    const released = call('try', Item, Payload);
    expect(changesOf([released], []).breaks).toEqual(['call.identity.try.v1: is gone']);
    expect(changesOf([released], [call('try-on', Item, Payload)]).breaks).toEqual([
      'call.identity.try.v1: is gone',
    ]);
    expect(changesOf([released], [call('try', Item, Payload, { askedBy: ['gateway'] })]).breaks).toEqual([
      'call.identity.try.v1: requests may no longer use it',
    ]);
    expect(changesOf([released], [released, ...asInput(Payload)])).toEqual({ breaks: [], order: [] });
  });

  test.each([
    ['task', asInput, 'task.identity.try.v1 input'],
    ['event', asOutput, 'event.identity.tried.v1 output'],
  ])('breaks a %s with a field renamed, retyped or made stricter', (_kind, contractOf, place) => {
    const breaksWith = (type: ClassOf<object>) => changesOf(contractOf(Payload), contractOf(type)).breaks;
    expect(breaksWith(Renamed)).toEqual([`${place}.id: is gone`, `${place}.key: is new and required`]);
    expect(breaksWith(Retyped)).toEqual([
      `${place}.id: rule isInt is new`,
      `${place}.items: rule isDefined is new`,
      `${place}.items: rule isObject is new`,
      `${place}.items: rule nestedValidation is new`,
    ]);
    expect(breaksWith(Stricter)).toEqual([
      `${place}.channel: isIn lost sms`,
      `${place}.id: maxLength 64 → 32`,
      `${place}.items: rule arrayMinSize is new`,
      `${place}.note: is required now`,
      `${place}.seen_at: is required now`,
      `${place}.seen_at: may not be null now`,
    ]);
    expect(breaksWith(Deeper)).toEqual([`${place}.items.name: maxLength 10 → 5`]);
  });

  test('needs an order of the upgrade where only more is accepted, and breaks readers that miss a field', () => {
    const input = 'task.identity.try.v1 input';
    expect(changesOf(asInput(Payload), asInput(Looser))).toEqual({
      breaks: [],
      order: [
        `${input}.channel: isIn gained push`,
        `${input}.id: maxLength 64 → 128`,
        `${input}.items: may be absent now`,
        `${input}.note: may be null now`,
      ],
    });
    const output = 'event.identity.tried.v1 output';
    expect(changesOf(asOutput(Payload), asOutput(Looser))).toEqual({
      breaks: [`${output}.items: may be absent now`, `${output}.note: may be null now`],
      order: [`${output}.channel: isIn gained push`, `${output}.id: maxLength 64 → 128`],
    });
  });

  test('may gain an optional field: readers drop it, and an owner has to know it first', () => {
    const gained = altered((type) => {
      const optional = Optional(Flag) as unknown as PropertyDecorator;
      optional(type.prototype as object, 'is_new');
    });
    expect(changesOf(asOutput(Payload), asOutput(gained))).toEqual({ breaks: [], order: [] });
    expect(changesOf(asInput(Payload), asInput(gained))).toEqual({
      breaks: [],
      order: ['task.identity.try.v1 input.is_new: is new'],
    });
  });

  test('is refused with a class of the same name as another', () => {
    const { Item: other } = { Item: class extends OtherItem {} };
    expect(() => snapshotOf([call('try', Item, other)])).toThrow('two classes have the name Item');
  });
});

describe('the lock of contracts', () => {
  let folder: string;
  let file: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'subjectline-contracts-'));
    file = join(folder, 'contracts.lock.json');
    writeLock(file, { version: 3, ...snapshotOf(asInput(Payload)) });
  });
  afterEach(() => rm(folder, { recursive: true }));

  test('comes back as it was written, a line for each field', async () => {
    expect(readLock(file)).toEqual({ version: 3, ...snapshotOf(asInput(Payload)) });
    expect(await readFile(file, 'utf8')).toMatch(/^ {6}"id": \{.*\},$/m);
  });

  test('refuses what breaks it until that is accepted with a higher version', () => {
    const present = snapshotOf(asInput(Renamed));
    expect(checkLock(file, present)).toMatchObject({
      isRefused: true,
      lines: expect.arrayContaining(['breaks  task.identity.try.v1 input.id: is gone']) as unknown,
    });
    expect(acceptContracts(file, present).lines.at(-1)).toBe('Version 4 of the contracts is written down.');
    expect(checkLock(file, present)).toMatchObject({ isRefused: false });
  });

  test('keeps its version for what breaks nothing', () => {
    acceptContracts(file, snapshotOf([...asInput(Looser), ...asOutput(Payload)]));
    expect(readLock(file).version).toBe(3);
    expect(checkLock(file, snapshotOf(asInput(Looser)))).toMatchObject({ isRefused: true });
  });
});
