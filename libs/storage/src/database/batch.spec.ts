import { AppError } from '@subjectline/contracts';
import { endOfTick } from '@subjectline/bus';
import { describe, expect, it } from 'vitest';
import { Batch } from './batch';

async function outcomesOf(adding: readonly Promise<unknown>[]): Promise<unknown[]> {
  const outcomes = await Promise.allSettled(adding);
  return outcomes.map((outcome) => (outcome.status === 'fulfilled' ? outcome.value : 'failed'));
}

describe('a batch', () => {
  it('writes what comes together at once', async () => {
    const writes: number[] = [];
    const batch = new Batch((items: readonly number[]) => {
      writes.push(items.length);
      return Promise.resolve(items.map((item) => item * 2));
    });
    expect(await outcomesOf([1, 2, 3].map((item) => batch.add(item)))).toEqual([2, 4, 6]);
    expect(writes).toEqual([3]);
  });

  it('fails an item that cannot be written, and writes the others once each', async () => {
    const bad = new Set([4, 5, 29]);
    const written: number[] = [];
    const batch = new Batch((items: readonly number[]) => {
      if (items.some((item) => bad.has(item))) return Promise.reject(new Error('invalid byte sequence'));
      written.push(...items);
      return Promise.resolve(items);
    });
    const items = Array.from({ length: 30 }, (_, index) => index);
    const outcomes = await outcomesOf(items.map((item) => batch.add(item)));
    expect(outcomes).toEqual(items.map((item) => (bad.has(item) ? 'failed' : item)));
    expect(written).toEqual(items.filter((item) => !bad.has(item)));
  });

  it('does not repeat a write for each item while the database is down', async () => {
    let writes = 0;
    const batch = new Batch((_items: readonly number[]) => {
      writes += 1;
      return Promise.reject(new AppError('unavailable', { what: 'database' }));
    });
    expect(await outcomesOf([1, 2, 3].map((item) => batch.add(item)))).toEqual([
      'failed',
      'failed',
      'failed',
    ]);
    expect(writes).toBe(1);
  });

  it('waits for others where it is told to', async () => {
    const writes: (readonly number[])[] = [];
    const batch = new Batch(
      (items: readonly number[]) => {
        writes.push(items);
        return Promise.resolve(items);
      },
      { gatherMs: 1_000 },
    );
    const first = batch.add(1);
    for (let tick = 0; tick < 5; tick += 1) await endOfTick();
    expect(await Promise.all([first, batch.add(2)])).toEqual([1, 2]);
    expect(writes).toEqual([[1, 2]]);
  });
});
