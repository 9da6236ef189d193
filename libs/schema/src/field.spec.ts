import { IsString, ValidateBy } from 'class-validator';
import { describe, expect, it } from 'vitest';
import { examine, problemsOf } from './examine';
import { exampleOf, findExample } from './example';
import { fieldsOf } from './field';
import {
  Anything,
  Flag,
  Int,
  IntText,
  ListOf,
  Nested,
  Nullable,
  Nullish,
  OneOf,
  Optional,
  ownRule,
  Text,
  With,
} from './fields';
import { OmitFields, PickFields } from './mapped';

class Part {
  @Text({ max: 5 }) name!: string;
}

class Whole {
  @Text({ pattern: /^[a-z]+$/, message: 'must be small letters', max: 5 }) word!: string;
  @Int({ min: 1, max: 3 }) count: number = 2;
  @Flag isOn!: boolean;
  @OneOf(['red', 'blue']) color!: 'red' | 'blue';
  @Nested(() => Part) part!: Part;
  @ListOf(() => Part, { max: 2 }) parts!: Part[];
  @ListOf(Text({ max: 3 }), { min: 1 }) words!: string[];
  @Optional(Flag) isKnown?: boolean;
  @Nullish(Text()) note?: string | null;
  @Nullable(Text()) owner!: string | null;
}

const whole = { word: 'abc', isOn: true, color: 'red', part: { name: 'a' }, parts: [], words: ['a'] };

const problemsWith = (changes: object, type: new () => object = Whole) =>
  problemsOf(type, { ...whole, ...changes }).map(({ path, message }) => `${path.join('.')} ${message}`);

describe('a field', () => {
  it.each([
    [{ word: 'ABC' }, 'word must be small letters'],
    [{ word: 'abcdef' }, 'word word must be shorter than or equal to 5 characters'],
    [{ count: 4 }, 'count count must not be greater than 3'],
    [{ isOn: 'true' }, 'isOn isOn must be a boolean value'],
    [{ color: 'green' }, 'color color must be one of the following values: red, blue'],
    [{ part: null }, 'part nested property part must be either object or array'],
    [{ part: [] }, 'part must be an object'],
    [{ part: { name: 'abcdef' } }, 'part.name name must be shorter than or equal to 5 characters'],
    [{ parts: [{ name: 1 }] }, 'parts.0.name name must be a string'],
    [{ parts: [{}, {}, {}] }, 'parts parts must contain no more than 2 elements'],
    [{ words: ['a', 'abcd'] }, 'words each value in words must be shorter than or equal to 3 characters'],
    [{ words: [] }, 'words words must contain at least 1 elements'],
    [{ isKnown: null }, 'isKnown isKnown must be a boolean value'],
    [{ owner: 1 }, 'owner owner must be a string'],
    [{ word: undefined }, 'word is required'],
  ])('refuses %j: %s', (changes, problem) => {
    expect(problemsWith(changes)).toEqual([problem]);
  });

  it.each([{}, { note: null, isKnown: undefined }, { note: 'a', owner: null }])('takes %j', (changes) => {
    expect(problemsWith(changes)).toEqual([]);
  });

  it('that may be null is null where it is absent', () => {
    expect(examine(Whole, whole)[0]).toMatchObject({ owner: null, count: 2 });
    expect(examine(Whole, whole)[0]?.note).toBeUndefined();
  });

  it('does not compile on a property of a narrower type', () => {
    class Narrow {
      // @ts-expect-error a text may be any text
      @Text() channel!: 'email' | 'sms';
      // @ts-expect-error null passes
      @Nullish(Text()) code?: string;
      // @ts-expect-error its items are no texts
      @ListOf(() => Part) items!: string[];
      @IntText() port: number = 1;
    }
    expect([...fieldsOf(Narrow).keys()]).toEqual(['channel', 'code', 'items', 'port']);
  });
});

describe('a list of many objects that may hold anything', () => {
  class Named {
    @Text({ max: 5 }) name!: string;
    @Anything value!: unknown;
  }
  class Many {
    @ListOf(() => Named) items!: Named[];
  }

  it('has no problem if each object fits', () => {
    const items = Array.from({ length: 100 }, (_, index) => ({ name: `n${index}`, value: { index } }));
    expect(problemsOf(Many, { items })).toEqual([]);
  });
});

describe('a list of wrong objects', () => {
  let explained = 0;
  const IsRight = ValidateBy({
    name: 'isRight',
    validator: {
      validate: (value) => value === 'right',
      defaultMessage: () => `is wrong (${(explained += 1)})`,
    },
  });
  class Item {
    @IsRight @IsString() word!: string;
    @Optional(ListOf(() => Part)) parts?: Part[];
  }
  class List {
    @ListOf(() => Item, { max: 500 }) items!: Item[];
    @Text() name!: string;
  }
  const examined = (items: object[]) => problemsOf(List, { items, name: 'x' });
  const wrong = (count: number) => Array.from({ length: count }, () => ({ word: 'wrong' }));

  it('is examined until more is wrong than is listed, in the order of its items', () => {
    explained = 0;
    const problems = examined([{ word: 'right' }, ...wrong(499)]);
    const places = Array.from({ length: 20 }, (_, index) => ['items', index + 1, 'word']);
    expect(problems.map(({ path }) => path)).toEqual([...places, []]);
    expect(problems.at(-1)?.message).toBe('and more');
    expect(explained).toBe(21);
  });

  it('is reported whole where it has few problems, wherever they are', () => {
    const right = Array.from({ length: 490 }, () => ({ word: 'right' }));
    expect(examined([...right, ...wrong(10)]).map(({ path }) => path[1])).toEqual(
      Array.from({ length: 10 }, (_, index) => 490 + index),
    );
    const inner = examined([...right, { word: 'right', parts: [{}, {}] }]);
    expect(inner.map(({ path }) => path.slice(0, 4))).toEqual(
      [0, 1].map((index) => ['items', 490, 'parts', index]),
    );
    expect(examined(right)).toEqual([]);
  });

  it('is refused by a rule about the whole list, though each item is right', () => {
    const areShort = ownRule({
      name: 'areShort',
      validate: (items) => JSON.stringify(items).length < 1_000,
      message: 'must be short',
    });
    class Short {
      @With(ListOf(() => Item), { rules: [areShort] })
      items!: Item[];
    }
    const items = Array.from({ length: 100 }, () => ({ word: 'right' }));
    expect(problemsOf(Short, { items }).map(({ rule }) => rule)).toEqual(['areShort']);
    expect(problemsOf(Short, { items: items.slice(0, 10) })).toEqual([]);
  });

  it('does not hide what else is wrong', () => {
    const problems = problemsOf(List, { items: wrong(5) });
    expect(problems.map(({ path }) => path.join('.'))).toContain('name');
    expect(examined([1, 'text', null, [[]]] as unknown as object[])).toHaveLength(4);
  });
});

describe('a class made of another', () => {
  class Picked extends PickFields(Whole, ['word', 'count']) {}
  class Rest extends OmitFields(Whole, ['word', 'part']) {
    @Flag more!: boolean;
  }

  it('has the chosen fields with their rules and initial values, and no others', () => {
    expect(new Picked()).toEqual({ count: 2 });
    expect(problemsWith({}, Picked)).toContain('color is not known here');
    expect(problemsOf(Picked, { word: 'A' }).map(({ rule }) => rule)).toEqual(['matches']);
    const value: Picked = { word: 'abc', count: 1 };
    // @ts-expect-error it was not picked
    expect(value.color).toBeUndefined();
  });

  it('can have fields of its own', () => {
    expect([...fieldsOf(Rest).keys()].slice(-2)).toEqual(['owner', 'more']);
    expect(problemsOf(Rest, whole).map(({ path, rule }) => `${path.join('.')} ${rule}`)).toEqual([
      'more missing',
      'word extra',
      'part extra',
    ]);
  });
});

describe('the example of a class', () => {
  class Shown {
    @Text({ example: 'ana@example.com' }) email!: string;
    @ListOf(Text({ example: 'a' })) words!: string[];
    @Nullable(Int()) count!: number | null;
    @Optional(Flag) isKnown?: boolean;
    @Flag isNew!: boolean;
    @OneOf(['red', 'blue']) color!: string;
    @ListOf(OneOf(['a', 'b'])) letters!: string[];
  }
  class Outer {
    @Nested(() => Shown) shown!: Shown;
    @ListOf(() => Shown) list!: Shown[];
  }

  it('is made of those of its fields', () => {
    const shown = {
      email: 'ana@example.com',
      words: ['a'],
      count: null,
      isNew: true,
      color: 'red',
      letters: ['a'],
    };
    expect(exampleOf(Outer)).toEqual({ shown, list: [shown] });
  });

  it('is none where a field that has to be there has none', () => {
    expect(findExample(Whole)).toBeUndefined();
    expect(() => exampleOf(Whole)).toThrow('a field of Whole has no example');
  });
});
