import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { AppError, errorCatalogue, textOf } from './errors';

const page = readFileSync(join(__dirname, '..', '..', '..', '..', 'docs', 'errors.md'), 'utf8');
const rows = [...page.matchAll(/^\| `(\w+)`\s*\| (\d+)\s*\| (.+?)\s*\| (.+?)\s*\|$/gm)];

describe('docs/errors.md', () => {
  it('lists every code with its status and title, in the same order, and no other', () => {
    const listed = rows.map(([, code, status, title]) => [code, Number(status), title]);
    expect(listed).toEqual(
      Object.entries(errorCatalogue).map(([code, { status, title }]) => [code, status, title]),
    );
  });

  it('says what to do about each', () => {
    expect(rows.filter(([, , , , advice]) => !advice?.endsWith('.'))).toEqual([]);
  });
});

describe('an error that crosses the bus', () => {
  it('is unchanged', () => {
    const problem = { path: ['to', 0], rule: 'isEmail', message: 'must be an email' };
    const error = new AppError('invalid', { id: 'pri_1' }, [problem]);
    const arrived = AppError.fromJSON(JSON.parse(JSON.stringify(error)));
    expect(arrived).toBeInstanceOf(AppError);
    expect(arrived).toMatchObject({
      code: 'invalid',
      status: 422,
      facts: { id: 'pri_1' },
      problems: [problem],
    });
  });

  it.each([null, 'unavailable', {}, { code: 7 }, { code: 'of another version' }, { code: 'toString' }])(
    'is none when %j arrives',
    (value) => {
      expect(AppError.fromJSON(value)).toBeNull();
    },
  );
});

describe('the facts of an error', () => {
  it('are those that its texts print, or it does not compile', () => {
    // @ts-expect-error: a text prints from and to
    const forbidden = new AppError('status_forbids', { id: 'pri_1' });
    // @ts-expect-error: a text prints the id
    const unknown = new AppError('message_unknown');
    // @ts-expect-error: there is no such code
    const misspelled = [() => new AppError('mesage_unknown', { id: 'msg_1' })];
    const complete = new AppError('status_forbids', { id: 'pri_1', from: 'denied', to: 'pending' });
    expect([forbidden.code, unknown.code, misspelled.length]).toEqual([
      'status_forbids',
      'message_unknown',
      1,
    ]);
    const texts = { status_forbids: ({ from, to }: { from: string; to: string }) => `${from} to ${to}` };
    expect(textOf(texts, complete)).toBe('denied to pending');
    expect(textOf(texts, unknown)).toBeUndefined();
  });
});
