import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { AppError, errorCatalogue } from './errors';

const page = readFileSync(join(__dirname, '..', '..', '..', 'docs', 'errors.md'), 'utf8');
const rows = [...page.matchAll(/^\| `(\w+)`\s*\| (\d+)\s*\| (.+?)\s*\| (.+?)\s*\|$/gm)];

describe('docs/errors.md', () => {
  it('lists every code with its status and title, in the same order, and no other', () => {
    const listed = rows.map(([, code, status, title]) => [code, Number(status), title]);
    expect(listed).toEqual(
      Object.entries(errorCatalogue).map(([code, { status, title }]) => [code, status, title]),
    );
  });

  it('says of each what to do', () => {
    expect(rows.filter(([, , , , advice]) => !advice?.endsWith('.'))).toEqual([]);
  });
});

describe('an error that crosses the bus', () => {
  it('comes out as it went in', () => {
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
