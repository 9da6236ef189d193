import type { FastifyRequest } from 'fastify';
import { describe, expect, it } from 'vitest';
import { BulkTurns } from './bulk-turns';

/** A call from an address, or by a client. */
const from = (clientAddress: string | null, clientId?: string): FastifyRequest =>
  ({
    clientAddress,
    ip: '127.0.0.1',
    caller: clientId ? { organization: 'default', clientId } : null,
  }) as unknown as FastifyRequest;

/** Work that goes on until it is told to end, and what has begun. */
function works() {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const work = (name: string) => () => {
    begun.push(name);
    return new Promise<string>((resolve) => ends.set(name, () => resolve(name)));
  };
  return { begun, work, end: (name: string) => ends.get(name)?.() };
}

describe('bulk calls', () => {
  it('are done one after the other per caller, in parallel with those of others and small ones', async () => {
    const turns = new BulkTurns();
    const { begun, work, end } = works();
    const first = turns.run(from('192.0.2.1'), 50, work('first'));
    const second = turns.run(from('192.0.2.1'), 50, work('second'));
    void turns.run(from('192.0.2.1'), 5, work('few'));
    void turns.run(from('192.0.2.2'), 50, work('other'));
    void turns.run(from(null), 50, work('local'));
    void turns.run(from('192.0.2.1', 'shop'), 50, work('client'));
    await Promise.resolve();
    expect(begun.toSorted()).toEqual(['client', 'few', 'first', 'local', 'other']);
    end('first');
    expect(await first).toBe('first');
    await Promise.resolve();
    expect(begun).toContain('second');
    end('second');
    expect(await second).toBe('second');
  });

  it('go on after one that failed', async () => {
    const turns = new BulkTurns();
    const failed = turns.run(from('192.0.2.1'), 6, () => Promise.reject(new Error('no')));
    const next = turns.run(from('192.0.2.1'), 6, () => Promise.resolve('yes'));
    await expect(failed).rejects.toThrow('no');
    expect(await next).toBe('yes');
  });

  it('are refused with Retry-After if twenty are queued, and admitted again later', async () => {
    const turns = new BulkTurns();
    const { work, end } = works();
    const first = turns.run(from('192.0.2.1'), 50, work('first'));
    const others = Array.from({ length: 19 }, () =>
      turns.run(from('192.0.2.1'), 50, () => Promise.resolve('done')),
    );
    await expect(turns.run(from('192.0.2.1'), 50, work('late'))).rejects.toMatchObject({
      code: 'too_many_requests',
      facts: { retry_after_seconds: 5 },
    });
    end('first');
    await Promise.all([first, ...others]);
    expect(await turns.run(from('192.0.2.1'), 50, () => Promise.resolve('again'))).toBe('again');
  });
});
