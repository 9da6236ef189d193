import 'reflect-metadata';
import { fits, listsOutOfPlace, problemsOf } from '@subjectline/schema';
import { validateSync } from 'class-validator';
import { plainToInstance } from 'class-transformer';
import { describe, expect, it } from 'vitest';
import { calls, events, states, tasks } from './all';
import { ApplicationSettings } from '../config/application-settings';
import { check } from './check';
import type { ClassOf } from './define';
import { SendMessageTask } from '../dispatch/dispatch';
import { AppError } from '../catalog/errors';
import { ConsentEventInput } from '../consents/consent-event-input';
import { ConsentChoices } from '../consents/consent-values';
import { NewRequest } from '../requests/requests';
import { Address, SealedContent } from '../dispatch/sealed-content';

const task = {
  id: 'msg_6a1f0c2e-93d4-4b1c-8f6e-0a5b7c2d9e11',
  organization: 'default',
  kind: 'test_message',
  sealed_content: 'k1.x',
  locale: 'en',
};

describe('a value checked against its contract', () => {
  it('comes out as an instance of its class, and an instance as itself', () => {
    const instance = check(SendMessageTask, task);
    expect(instance).toBeInstanceOf(SendMessageTask);
    expect(check(SendMessageTask, instance)).toBe(instance);
  });

  it('is refused with all problems, missing fields first and unknown fields last', () => {
    const { locale: _absent, ...rest } = task;
    expect(problemsOf(SendMessageTask, { extra: 1, ...rest, id: 'no id', channel: null })).toEqual([
      expect.objectContaining({ path: ['id'], rule: 'matches' }),
      expect.objectContaining({ path: ['channel'], rule: 'isIn' }),
      expect.objectContaining({ path: ['locale'], rule: 'missing' }),
      expect.objectContaining({ path: ['extra'], rule: 'extra' }),
    ]);
  });

  it('keeps fields named like members of every object', () => {
    const names = '"constructor":"x","__proto__":{"polluted":true},"toString":1,"hasOwnProperty":null';
    const nested = `{${names},"inner":{${names}},"list":[{${names}}]}`;
    const variables = JSON.parse(nested) as Record<string, unknown>;
    const content = check(SealedContent, { to: {}, variables });
    expect(content.variables).toEqual(variables);
    expect(Object.keys(content.variables).toSorted()).toEqual(Object.keys(variables).toSorted());
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    const extra = JSON.parse(`{"variables":{},"to":{"constructor":"x"},"__proto__":1}`) as object;
    expect(problemsOf(SealedContent, extra).map(({ path, rule }) => [path, rule])).toEqual([
      [['__proto__'], 'extra'],
      [['to', 'constructor'], 'extra'],
    ]);
  });

  it('is refused for nested problems', () => {
    const content = { to: { email: 'ana@example.com', fax: '1' }, variables: {} };
    expect(problemsOf(SealedContent, content)).toEqual([
      { path: ['to', 'fax'], rule: 'extra', message: 'is not known here' },
    ]);
  });

  it('is refused with at most twenty problems, and the number of further ones', () => {
    const extra = Object.fromEntries(Array.from({ length: 50_000 }, (_, index) => [`k${index}`, index]));
    const listed = problemsOf(SendMessageTask, { ...task, locale: 7, ...extra });
    expect(listed).toHaveLength(21);
    expect(listed[0]).toMatchObject({ path: ['locale'] });
    expect(listed[1]).toEqual({ path: ['k0'], rule: 'extra', message: 'is not known here' });
    expect(listed.at(-1)).toEqual({ path: [], rule: 'more', message: 'and 49981 more' });
    const error = new AppError('invalid', {}, listed);
    expect(AppError.fromJSON(JSON.parse(JSON.stringify(error)))?.problems).toEqual(listed);
  });

  it('is refused with the problems of each item of a list', () => {
    const purposes = Array.from({ length: 100 }, () => ({ id: 7, enabled: 'x' }));
    const listed = problemsOf(ConsentChoices, { purposes });
    expect(listed).toHaveLength(21);
    expect(listed.at(-1)).toEqual({ path: [], rule: 'more', message: 'and more' });
  });

  it('is refused for a list or a text that is too long before its items and characters are looked at', () => {
    const purposes = Array.from({ length: 501 }, () => ({ id: 7 }));
    expect(problemsOf(ConsentChoices, { purposes })).toEqual([
      expect.objectContaining({ path: ['purposes'], rule: 'arrayMaxSize' }),
    ]);
    // class-validator counts no variation selector
    const policy_key = '\ufe0f'.repeat(10_000);
    expect(problemsOf(NewRequest, { policy_key, identity: { email: 'ana@example.com' } })).toEqual([
      expect.objectContaining({ path: ['policy_key'] }),
    ]);
  });

  it('loses unknown names in a section that ignores them, and keeps the rest', () => {
    const settings = { execution: { safe_mode: true, require_manual_request_approval: 'true' } };
    const read = check(ApplicationSettings, settings);
    expect(read).toEqual({ execution: { require_manual_request_approval: true } });
    expect(problemsOf(ApplicationSettings, { security: { safe_mode: true } })).toMatchObject([
      { path: ['security', 'safe_mode'], rule: 'extra' },
    ]);
  });

  it('keeps free values unchanged', () => {
    const variables = { list: [{ deep: true }] };
    const content = check(SealedContent, { to: {}, variables });
    expect(content.variables).toBe(variables);
    expect(content.to).toBeInstanceOf(Address);
  });

  it('is refused for a list where an object belongs, empty or not, and for a list in a list', () => {
    const { identity, ...rest } = { policy_key: 'p', identity: { email: 'ana@example.com' } };
    for (const list of [[], [identity], [[identity]]]) {
      const problems = problemsOf(NewRequest, { ...rest, identity: list });
      expect(problems).toContainEqual({
        path: ['identity'],
        rule: 'nestedValidation',
        message: 'must be an object',
      });
    }
    const choices = { purposes: [[{ id: 'newsletter', enabled: true }]] };
    expect(problemsOf(ConsentChoices, choices)).toContainEqual(
      expect.objectContaining({ path: ['purposes', 0], rule: 'nestedValidation' }),
    );
  });

  it('is refused for values that cannot be converted to a string', () => {
    const event = { consents: { purposes: [] }, proofs: [{ toString: 'x' }] };
    expect(problemsOf(ConsentEventInput, event)).toContainEqual(
      expect.objectContaining({ path: ['proofs'], rule: 'isString' }),
    );
  });

  it.each([null, [], 'text', 7, undefined])('is refused when it is %j and no object', (value) => {
    expect(problemsOf(SendMessageTask, value)).toEqual([
      { path: [], rule: 'isObject', message: 'must be an object' },
    ]);
  });
});

describe('the quick look', () => {
  const classes: ClassOf<object>[] = [
    ...calls.flatMap(({ request, reply }) => [request, reply]),
    ...[...tasks, ...events].map(({ payload }) => payload),
    ...states.map(({ value }) => value),
  ];
  const whole = [
    [SendMessageTask, task],
    [SealedContent, { to: { email: 'ana@example.com', phone_number: null }, variables: { code: '1' } }],
    [NewRequest, { policy_key: 'p', identity: { email: 'ana@example.com' } }],
  ] as const;
  const odd: unknown[] = [undefined, null, '', 'x', 0, -1, true, [], [null], [[]], {}, { x: 1 }, new Date(0)];
  const saysClassValidator = (instance: object) =>
    validateSync(instance, { whitelist: true, forbidNonWhitelisted: true }).length === 0 &&
    listsOutOfPlace(instance).length === 0;

  it('agrees with class-validator on valid values and on every kind of invalid field', () => {
    for (const [type, plain] of whole) {
      expect(fits(plainToInstance<object, object>(type, plain))).toBe(true);
      for (const name of [...Object.keys(plain), 'about', 'unheard_of']) {
        for (const value of odd) {
          const instance = plainToInstance<object, object>(type, { ...plain, [name]: value });
          expect(fits(instance), `${type.name} with ${name}`).toBe(saysClassValidator(instance));
        }
      }
    }
  });

  it('agrees with it on every contract class', () => {
    for (const type of classes) {
      for (const value of odd) {
        const names = Object.keys(Object(value));
        const instance = plainToInstance<object, object>(type, Array.isArray(value) ? {} : Object(value));
        expect(fits(instance), `${type.name} made of ${names.join()}`).toBe(saysClassValidator(instance));
      }
    }
  });
});
