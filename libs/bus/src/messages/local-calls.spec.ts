import { Controller } from '@nestjs/common';
import { AppError, ReadRequest, type PrivacyRequest, type ReadRequestRequest } from '@subjectline/contracts';
import { startTestEnvironment, type TestEnvironment } from '@subjectline/testing';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import {
  Answers,
  createServiceContext,
  currentRequestId,
  LocalCalls,
  serve,
  withRequestId,
  type Bus,
  type Service,
  type ServiceContext,
} from '../index';

const request: PrivacyRequest = {
  id: 'pri_1',
  reference: 'R7F4-X2MR',
  status: 'pending',
  policy: {
    key: 'default_access_policy',
    name: 'Default Access Policy',
    actions: ['access'],
    answer_days: 45,
  },
  created_at: '2026-01-01T00:00:00.000Z',
  requested_at: '2026-01-01T00:00:00.000Z',
  identity_verified_at: null,
  reviewed_at: null,
  reviewed_by: null,
  submitted_by: null,
  finished_processing_at: null,
  started_processing_at: null,
  updated_at: '2026-01-01T00:00:00.000Z',
  due_date: '2026-02-15T00:00:00.000Z',
  days_left: 45,
  external_id: null,
  source: null,
  location: null,
  property_id: null,
};

let requestIds: (string | undefined)[] = [];
/** How many questions the broker has carried. */
let carried = 0;
let finish: () => void = () => undefined;

@Controller()
class PlayedRequests {
  @Answers(ReadRequest)
  async read({ id }: ReadRequestRequest): Promise<PrivacyRequest> {
    requestIds.push(currentRequestId());
    if (id === 'pri_unknown') throw new AppError('request_unknown', { id });
    if (id === 'pri_broken') throw new Error('a table with ana@example.com in its message is missing');
    if (id === 'pri_large') return { ...request, id, source: 'x'.repeat(testEnv.bus.maxMessageBytes) };
    if (id === 'pri_unfit') return { ...request, status: 'nonsense' as 'pending' };
    if (id === 'pri_slow') await new Promise<void>((resolve) => (finish = resolve));
    return id === 'pri_1' ? request : { ...request, id };
  }
}

let testEnv: TestEnvironment;
let gateway: ServiceContext;
let templates: ServiceContext;
let service: Service;

beforeAll(async () => {
  testEnv = await startTestEnvironment();
  const options = { clock: testEnv.clock, logDestination: testEnv.log, localCalls: new LocalCalls() };
  const contextOf = <Name extends 'gateway' | 'requests' | 'templates'>(name: Name) =>
    createServiceContext(name, testEnv.envFor(name), options);
  [gateway, templates] = await Promise.all([contextOf('gateway'), contextOf('templates')]);
  service = await serve(await contextOf('requests'), {
    handlers: [PlayedRequests],
    storage: {
      once: { run: (_name, _idempotency, work) => work() },
      health: () => Promise.resolve({ database: true }),
      close: () => Promise.resolve(),
    },
  });
  testEnv.bus.connection.subscribe(ReadRequest.subject, { callback: () => void (carried += 1) });
  await testEnv.bus.connection.flush();
});
afterAll(async () => {
  await service?.close();
  for (const { bus } of [gateway, templates]) await bus.connection.close();
  await testEnv.close();
});

const organization = 'default';
const ask = (id: string, bus: Pick<Bus, 'ask'> = gateway.bus) => bus.ask(ReadRequest, { organization, id });

describe('a call that is answered in the same process', () => {
  it('needs no broker, and carries the request id', async () => {
    requestIds = [];
    expect(await withRequestId('req_local', () => ask('pri_2'))).toEqual({ ...request, id: 'pri_2' });
    expect(requestIds).toEqual(['req_local']);
    // asked from another process it goes over the broker
    await ask('pri_2', testEnv.bus);
    await testEnv.bus.connection.flush();
    expect(carried).toBe(1);
  });

  it('is answered with a copy', async () => {
    const answer = await ask('pri_1');
    answer.policy.actions.push('erasure');
    expect(await ask('pri_1')).toEqual(request);
    expect(request.policy.actions).toEqual(['access']);
  });

  it.each([
    ['pri_unknown', { code: 'request_unknown', facts: { id: 'pri_unknown' } }],
    ['pri_broken', { code: 'internal' }],
    ['pri_unfit', { code: 'internal' }],
    ['pri_large', { code: 'too_large' }],
  ])('fails for %s as between two processes', async (id, error) => {
    await expect(ask(id)).rejects.toMatchObject(error);
  });

  it('is checked before it is asked', async () => {
    const wrong = gateway.bus.ask(ReadRequest, { organization, id: 7 as unknown as string });
    await expect(wrong).rejects.toMatchObject({ code: 'invalid' });
  });

  it('is waited for no longer than its contract says', async () => {
    onTestFinished(() => finish());
    const slow = gateway.bus.ask({ ...ReadRequest, timeoutMs: 50 }, { organization, id: 'pri_slow' });
    await expect(slow).rejects.toMatchObject({ code: 'unavailable', facts: { reason: 'TIMEOUT' } });
  });

  it('needs the permission that the broker would ask for', async () => {
    await expect(
      templates.bus.ask({ ...ReadRequest, timeoutMs: 50 }, { organization, id: 'pri_1' }),
    ).rejects.toMatchObject({ code: 'unavailable' });
  });
});
