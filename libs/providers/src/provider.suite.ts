import { inspect } from 'node:util';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { startEmulator, type Emulator, type Quota, type VendorName } from '@subjectline/testing/emulator';
import type { Account, OutgoingMessage, Provider, ProviderOptions } from './provider';
import { ProviderError } from './provider-error';

export interface Subject {
  provider: Provider;
  vendor: VendorName;
  details: object | null;
  /** every value of it must stay out of every error */
  secrets: Record<string, string>;
  /** where messages of the suite go */
  to: string;
  /** where the wire carries our id; null when the vendor has no place for it */
  ourId: ((fields: Readonly<Record<string, unknown>>) => unknown) | null;
  /** the quotas that refuse, and what the refusal means */
  quotas: readonly (readonly [per: Quota['per'], failure: object])[];
}

/** A clock of the spec's own, for the vendor and for us. */
export function playClock(): { advance(ms: number): void } {
  let now = Date.parse('2026-11-28T09:00:00Z');
  vi.useFakeTimers({ toFake: ['Date'], now });
  onTestFinished(() => void vi.useRealTimers());
  return {
    advance(ms) {
      now += ms;
      vi.setSystemTime(now);
    },
  };
}

/** Gives the spec an emulator and accounts that end with the test. */
export function useVendor({ provider, details, secrets }: Pick<Subject, 'provider' | 'details' | 'secrets'>) {
  let emulator: Emulator | undefined;
  beforeAll(async () => {
    emulator = await startEmulator();
  });
  afterEach(() => emulator?.forget());
  afterAll(() => emulator?.close());
  const running = (): Emulator => {
    if (!emulator) throw new Error('the emulator runs only during tests');
    return emulator;
  };
  const open = (options: ProviderOptions = {}): Account => {
    const account = provider.open({ details, secrets }, { baseUrl: running().url, ...options });
    onTestFinished(() => account.close());
    return account;
  };
  return { emulator: running, open };
}

export const never: AbortSignal = new AbortController().signal;

export function message(to: string, fields: Partial<OutgoingMessage> = {}): OutgoingMessage {
  const id = `msg_${crypto.randomUUID()}`;
  return { id, to, subject: 'Your code', html: '<p>123456</p>', text: '123456', ...fields };
}

export async function failureOf(work: Promise<unknown>): Promise<ProviderError> {
  const error: unknown = await work.then(
    () => new Error('it went well'),
    (reason: unknown) => reason,
  );
  if (error instanceof ProviderError) return error;
  throw error;
}

/** What every provider that talks to a vendor has to do alike. */
export function testProvider(subject: Subject): void {
  const { provider, vendor, secrets, to, ourId, quotas } = subject;

  describe(`${provider.label}, as every provider,`, () => {
    const { emulator, open } = useVendor(subject);

    it('sends, and names the message as the vendor does', async () => {
      const sent = await open().send(message(to), never);
      const [arrived] = emulator().messages();
      expect(arrived).toMatchObject({ vendor, to, text: expect.stringContaining('123456') });
      expect(sent.providerMessageId).toBe(arrived?.id);
    });

    if (ourId) {
      it('carries our id', async () => {
        const outgoing = message(to);
        await open().send(outgoing, never);
        expect(ourId(emulator().messages()[0]?.fields ?? {})).toBe(outgoing.id);
      });
    }

    it.each([
      [400, 'refused', false],
      [401, 'misconfigured', false],
      [429, 'throttled', true],
      [500, 'unavailable', true],
      [503, 'unavailable', true],
    ] as const)('takes a %i for %s', async (status, outcome, retryable) => {
      emulator().behave({ answer: status });
      const error = await failureOf(open().send(message(to), never));
      expect(error).toMatchObject({ serviceType: provider.serviceType, outcome, status, retryable });
      expect(error.message).toContain(provider.label);
    });

    it.each(['sign-in-page', 'truncated', 'no-id', 'other-success', 'error-in-success'] as const)(
      'does not take a %s for a message that was taken',
      async (answer) => {
        emulator().behave({ answer });
        const error = await failureOf(open().send(message(to), never));
        expect(error).toMatchObject({ outcome: 'unknown', reason: 'answer_unreadable', retryable: false });
      },
    );

    it.each(['sign-in-page', 'truncated', 'other-success', 'error-in-success'] as const)(
      'does not take a %s for a key that works',
      async (answer) => {
        emulator().behave({ answer });
        const error = await failureOf(open().check(never));
        expect(error).toMatchObject({ outcome: 'unknown', reason: 'answer_unreadable' });
      },
    );

    it.each([302, 404, 405] as const)('says after a %i that no message will pass', async (answer) => {
      emulator().behave({ answer });
      expect(await failureOf(open().send(message(to), never))).toMatchObject({ outcome: 'misconfigured' });
    });

    it.each([429, 503] as const)('hears how long to wait after a %i', async (answer) => {
      emulator().behave({ answer, retryAfter: 7 });
      const error = await failureOf(open().send(message(to), never));
      expect(error.retryAfterMs).toBe(7000);
    });

    it.each(quotas)(
      'hears that the quota of a %s is used up, and sends when it has room',
      async (per, failure) => {
        const clock = playClock();
        const account = open();
        emulator().setQuotas(vendor, [{ limit: 2, per }]);
        for (let sent = 0; sent < 2; sent += 1) await account.send(message(to), never);
        expect(await failureOf(account.send(message(to), never))).toMatchObject(failure);
        const [state] = emulator().quotasOf(vendor);
        expect(state).toMatchObject({ used: 2, limit: 2 });
        clock.advance((state?.freesAt ?? 0) - Date.now());
        await account.send(message(to), never);
        expect(emulator().messages()).toHaveLength(3);
      },
    );

    it('knows that nothing was sent if the connection is refused', async () => {
      const account = open({ baseUrl: `http://127.0.0.1:${await closedPort()}` });
      const error = await failureOf(account.send(message(to), never));
      expect(error).toMatchObject({ outcome: 'unavailable', code: 'ECONNREFUSED', retryable: true });
    });

    it('knows that nothing was sent when there is no such host', async () => {
      const error = await failureOf(open({ baseUrl: 'http://nowhere.invalid' }).send(message(to), never));
      expect(error).toMatchObject({ outcome: 'unavailable', retryable: true });
    });

    it.each(['reset', 'accept-then-reset'] as const)('does not guess after a %s', async (answer) => {
      const account = open();
      emulator().behave({ answer });
      const error = await failureOf(account.send(message(to), never));
      expect(error).toMatchObject({ outcome: 'unknown', retryable: false });
    });

    it('does not guess after a silence', async () => {
      emulator().behave({ answer: 'hang' });
      const error = await failureOf(open({ timeoutMs: 100 }).send(message(to), never));
      expect(error).toMatchObject({ outcome: 'unknown', retryable: false });
    });

    it('stops waiting when told to', async () => {
      emulator().behave({ answer: 'hang' });
      const stop = new AbortController();
      const sending = failureOf(open().send(message(to), stop.signal));
      await emulator().waitForRequest(vendor);
      stop.abort();
      expect(await sending).toMatchObject({ outcome: 'unknown', code: 'aborted' });
    });

    it('sends nothing when told to stop before', async () => {
      const error = await failureOf(open().send(message(to), AbortSignal.abort()));
      expect(error).toMatchObject({ outcome: 'unavailable', code: 'aborted' });
      expect(emulator().messages()).toEqual([]);
    });

    it.each([400, 401, 429, 500, 'reset', 'hang'] as const)(
      'shows neither a secret nor the address after %s',
      async (answer) => {
        emulator().behave({ answer });
        const error = await failureOf(open({ timeoutMs: 100 }).send(message(to), never));
        const shown = everythingOf(error);
        for (const hidden of [to, '123456', ...Object.values(secrets)]) expect(shown).not.toContain(hidden);
        for (const secret of Object.values(secrets)) {
          expect(shown).not.toContain(Buffer.from(secret).toString('base64').slice(0, 12));
        }
      },
    );

    it('checks the account and delivers nothing', async () => {
      await open().check(never);
      expect(emulator().messages()).toEqual([]);
    });

    it('finds out that the account is not accepted', async () => {
      emulator().behave({ answer: 401 });
      expect(await failureOf(open().check(never))).toMatchObject({ outcome: 'misconfigured' });
    });

    it('shares few connections between many messages', async () => {
      const account = open();
      const before = emulator().connections;
      await Promise.all(Array.from({ length: 500 }, () => account.send(message(to), never)));
      expect(emulator().messages()).toHaveLength(500);
      expect(emulator().connections - before).toBeLessThanOrEqual(64);
    });
  });
}

function everythingOf(error: Error): string {
  const inspected = inspect(error, { depth: Infinity, showHidden: true });
  return [JSON.stringify(error), error.message, error.stack, String(error.cause), inspected].join('\n');
}

/** A port that was free a moment ago. */
export async function closedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (typeof address !== 'object' || address === null) throw new Error('a TCP server has a port');
  return address.port;
}
