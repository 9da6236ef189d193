import { randomUUID } from 'node:crypto';
import { Controller, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import {
  AppError,
  ApproveAutomatically,
  CompleteRequest,
  IdentityVerified,
  OrganizationSettings,
  ReadRequest,
  RequestChanged,
  ReviewRequests,
  Settings,
  type ApproveAutomaticallyTask,
  type IdentityVerifiedEvent,
  type PrivacyRequest,
  type ReadRequestRequest,
} from '@subjectline/contracts';
import { eventually, startTestEnvironment, type TestEnvironment } from '@subjectline/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  Answers,
  Bus,
  connectToNats,
  consumerOfTask,
  createLogger,
  currentRequestId,
  deadLetterHeaders,
  deadLetterStream,
  Does,
  encode,
  Metrics,
  Hears,
  createServiceContext,
  RetryLater,
  serve,
  withRequestId,
  type Delivery,
  type Service,
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

/** Plays the service `requests`: what each kind of message does is set by the test at hand. */
let doTask: (task: ApproveAutomaticallyTask, delivery: Delivery) => Promise<void> | void;
let heard: IdentityVerifiedEvent[];
let requestIds: (string | undefined)[];

@Controller()
class PlayedRequests {
  @Answers(ReadRequest)
  read({ id }: ReadRequestRequest): PrivacyRequest {
    requestIds.push(currentRequestId());
    if (id === 'pri_unknown') throw new AppError('request_unknown', { id });
    if (id === 'pri_broken') throw new Error('a table with ana@example.com in its message is missing');
    if (id === 'pri_large') return { ...request, id, source: 'x'.repeat(testEnv.bus.maxMessageBytes) };
    if (id === 'pri_unfit') return { ...request, status: 'nonsense' as 'pending' };
    return { ...request, id };
  }

  @Does(ApproveAutomatically)
  async approve(task: ApproveAutomaticallyTask, delivery: Delivery): Promise<void> {
    requestIds.push(currentRequestId());
    await doTask(task, delivery);
  }

  @Hears(IdentityVerified, 'requests')
  verified(event: IdentityVerifiedEvent): void {
    heard.push(event);
  }
}

let testEnv: TestEnvironment;
let service: Service;

function startRequests(): Promise<Service> {
  return createServiceContext('requests', testEnv.envFor('requests'), {
    clock: testEnv.clock,
    logDestination: testEnv.log,
  }).then((context) =>
    serve(context, {
      handlers: [PlayedRequests],
      providers: [],
      storage: {
        once: { run: (_name, _idempotency, work) => work() },
        health: () => Promise.resolve({ database: true }),
        close: () => Promise.resolve(),
      },
    }),
  );
}

beforeAll(async () => {
  testEnv = await startTestEnvironment();
  service = await startRequests();
});
beforeEach(() => {
  doTask = () => undefined;
  heard = [];
  requestIds = [];
});
afterAll(async () => {
  await service.close();
  await testEnv.close();
});

const organization = 'default';
const ask = (id: string) => testEnv.bus.ask(ReadRequest, { organization, id });
const send = (id: string) =>
  testEnv.bus.send(ApproveAutomatically, { organization, id }, { id: randomUUID() });

interface DeadLetter {
  readonly reason: string | undefined;
  readonly deliveries: string | undefined;
  readonly data: string;
}

async function lastDeadLetter(): Promise<DeadLetter | null> {
  const { durable, stream } = consumerOfTask(ApproveAutomatically);
  const manager = await testEnv.bus.connection.jetstreamManager();
  const query = { last_by_subj: `dead.${stream}.${durable}` };
  const message = await manager.streams.getMessage(deadLetterStream, query).catch(() => null);
  if (!message) return null;
  return {
    reason: message.header.get(deadLetterHeaders.reason),
    deliveries: message.header.get(deadLetterHeaders.deliveries),
    data: message.string(),
  };
}

describe('a call', () => {
  it('is answered', async () => {
    expect(await ask('pri_7')).toMatchObject({ id: 'pri_7', status: 'pending' });
  });

  it('brings back the refusal with its facts', async () => {
    await expect(ask('pri_unknown')).rejects.toMatchObject({
      code: 'request_unknown',
      facts: { id: 'pri_unknown' },
    });
  });

  it('says nothing of a bug but that there was one, and logs it without persons', async () => {
    await expect(ask('pri_broken')).rejects.toMatchObject({ code: 'internal' });
    const line = await testEnv.log.line((text) => text.includes('a table with'));
    expect(line).toContain('[address]');
    expect(line).not.toContain('ana@example.com');
  });

  it('is checked before it leaves', async () => {
    const unfit = testEnv.bus.ask(ReadRequest, { organization: 'NOT AN ID', id: 'pri_1' });
    await expect(unfit).rejects.toMatchObject({ code: 'invalid', problems: [{ path: ['organization'] }] });
  });

  it('is checked when it arrives, from every sender', async () => {
    const body = encode({ organization, id: 'pri_1', more: true });
    const answer = await testEnv.bus.connection.request(ReadRequest.subject, body);
    expect(answer.json()).toMatchObject({
      err: { code: 'invalid', problems: [{ path: ['more'], rule: 'extra' }] },
    });
  });

  it('has its answer checked too', async () => {
    await expect(ask('pri_unfit')).rejects.toMatchObject({ code: 'internal', problems: [] });
    await testEnv.log.line((text) => text.includes('"msg":"internal error"'));
  });

  it('whose answer is larger than the broker carries is refused, and the service goes on', async () => {
    await expect(ask('pri_large')).rejects.toMatchObject({ code: 'too_large' });
    expect(await ask('pri_7')).toMatchObject({ id: 'pri_7' });
  });

  it('that is larger than the broker carries is refused', async () => {
    const ids = ['x'.repeat(testEnv.bus.maxMessageBytes)];
    const question = { organization, ids, decision: 'approve', reason: null, reviewed_by: 'client' } as const;
    const answer = testEnv.bus.ask(ReviewRequests, question);
    await expect(answer).rejects.toMatchObject({ code: 'too_large' });
  });

  it('is understood from a Nest client as well', async () => {
    const packet = encode({ pattern: ReadRequest.subject, data: { organization, id: 'pri_8' }, id: '1' });
    const answer = await testEnv.bus.connection.request(ReadRequest.subject, packet);
    expect(answer.json()).toMatchObject({ response: { id: 'pri_8' } });
  });

  it('fails at once when no service is there to answer', async () => {
    await expect(testEnv.bus.ask(CompleteRequest, { organization, id: 'pri_1' })).rejects.toMatchObject({
      code: 'unavailable',
      facts: { reason: '503' },
    });
  });

  it('carries the request id', async () => {
    await withRequestId('req_of_this_spec', () => ask('pri_1'));
    expect(requestIds).toEqual(['req_of_this_spec']);
  });
});

describe('poison', () => {
  const poison = [
    '',
    'not json',
    '{',
    'null',
    '5',
    '[]',
    '"text"',
    '{"pattern":5}',
    '\u0000\u0001',
    '{"__proto__":{}}',
  ];

  it('on a call is refused and the service goes on', async () => {
    for (const bytes of poison) {
      const answer = await testEnv.bus.connection.request(ReadRequest.subject, bytes);
      expect(answer.json()).toMatchObject({ err: { code: 'invalid' } });
    }
    expect(await ask('pri_9')).toMatchObject({ id: 'pri_9' });
  });

  it('on a call without a reply address does no harm', async () => {
    for (const bytes of poison) testEnv.bus.connection.publish(ReadRequest.subject, bytes);
    expect(await ask('pri_9')).toMatchObject({ id: 'pri_9' });
  });

  it('on a queue becomes a dead letter without its bytes, and the queue goes on', async () => {
    const done: string[] = [];
    doTask = ({ id }) => void done.push(id);
    const bytes = encode({ organization: 5, address: 'ana@example.com' });
    await testEnv.bus.publish(ApproveAutomatically.subject, bytes, { id: randomUUID() });
    await send('pri_after_poison');
    await eventually('the next task is done', () => done.includes('pri_after_poison'));
    const letter = await eventually('the dead letter is there', lastDeadLetter);
    expect(letter.reason).toBe('the payload does not fit its contract');
    expect(letter.data).toBe('');
  });
});

describe('a task', () => {
  it('is done once, even when it is sent twice with one id', async () => {
    const done: string[] = [];
    doTask = ({ id }) => void done.push(id);
    const id = randomUUID();
    await testEnv.bus.send(ApproveAutomatically, { organization, id: 'pri_twice' }, { id });
    await testEnv.bus.send(ApproveAutomatically, { organization, id: 'pri_twice' }, { id });
    await send('pri_last');
    await eventually('the last one is done', () => done.includes('pri_last'));
    expect(done).toEqual(['pri_twice', 'pri_last']);
  });

  it('comes again later when the handler says when', async () => {
    let tries = 0;
    doTask = () => {
      tries += 1;
      if (tries < 3) throw new RetryLater(20);
    };
    await send('pri_later');
    await eventually('the third try', () => tries === 3);
  });

  it('says how often it has come', async () => {
    const counts: number[] = [];
    doTask = (_task, { deliveries }) => {
      counts.push(deliveries);
      if (counts.length < 3) throw new RetryLater(20);
    };
    await send('pri_counted');
    await eventually('the third try', () => counts.length === 3);
    expect(counts).toEqual([1, 2, 3]);
  });

  it('comes again for as long as something we need is down, and is never buried for that', async () => {
    const before = await lastDeadLetter();
    let tries = 0;
    doTask = () => {
      tries += 1;
      if (tries < 6) throw new AppError('unavailable', { what: 'database' });
    };
    await send('pri_outage');
    await eventually('the sixth try', () => tries === 6);
    expect(await lastDeadLetter()).toEqual(before);
  });

  it('that fails after an outage has all its tries left: waiting is no failure', async () => {
    const before = await lastDeadLetter();
    let tries = 0;
    doTask = () => {
      tries += 1;
      // more deliveries than a handler that fails has tries
      if (tries <= 5) throw new RetryLater(1);
      if (tries <= 10) throw new AppError('unavailable', { what: 'database' });
      if (tries <= 12) throw new Error('the real reason');
    };
    await send('pri_after_outage');
    await eventually('the thirteenth try', () => tries === 13);
    expect(await lastDeadLetter()).toEqual(before);
  });

  it('never runs more often at once than its concurrency', async () => {
    let now = 0;
    let most = 0;
    let done = 0;
    doTask = async () => {
      most = Math.max(most, ++now);
      await new Promise((resolve) => setImmediate(resolve));
      now -= 1;
      done += 1;
    };
    await Promise.all(Array.from({ length: 200 }, (_, index) => send(`pri_${index}`)));
    await eventually('all are done', () => done === 200);
    expect(most).toBeGreaterThan(1);
    expect(most).toBeLessThanOrEqual(ApproveAutomatically.concurrency);
  });

  it('that takes long stays in one pair of hands', async () => {
    let tries = 0;
    let finish: () => void = () => undefined;
    const finished = new Promise<void>((resolve) => (finish = resolve));
    doTask = () => {
      tries += 1;
      return finished;
    };
    await send('pri_long');
    const { stream, durable } = consumerOfTask(ApproveAutomatically);
    const manager = await testEnv.bus.connection.jetstreamManager();
    // longer than ack_wait: without signs of life the broker would hand it out again
    const end = Date.now() + ApproveAutomatically.ackWaitMs * 1.4;
    await eventually('ack_wait has passed', () => Date.now() > end);
    expect((await manager.consumers.info(stream, durable)).num_redelivered).toBe(0);
    expect(tries).toBe(1);
    finish();
  });

  it('in hand is finished before the service closes', async () => {
    let started: () => void = () => undefined;
    let finish: () => void = () => undefined;
    const begun = new Promise<void>((resolve) => (started = resolve));
    const mayFinish = new Promise<void>((resolve) => (finish = resolve));
    let done = false;
    doTask = async () => {
      started();
      await mayFinish;
      done = true;
    };
    await send('pri_drained');
    await begun;
    const closed = service.close();
    finish();
    await closed;
    expect(done).toBe(true);
    service = await startRequests();
  });
});

describe('an event', () => {
  it('is heard by the services that are named for it', async () => {
    const event = {
      organization,
      about: 'pri_1',
      challenge_id: 'cha_1',
      channel: 'email',
      verified_at: new Date().toISOString(),
    } as const;
    await testEnv.bus.say(IdentityVerified, event, { id: randomUUID() });
    await eventually('it is heard', () => heard.length === 1);
    expect(heard[0]).toMatchObject({ about: 'pri_1' });
  });

  it('of a newer version is heard without what this one does not know', async () => {
    const event = {
      organization,
      about: 'pri_newer',
      challenge_id: 'cha_1',
      channel: 'email',
      verified_at: new Date().toISOString(),
    };
    const newer = encode({ ...event, invented_later: true });
    await testEnv.bus.publish(IdentityVerified.subject, newer, { id: randomUUID() });
    const found = await eventually('it is heard', () => heard.find(({ about }) => about === 'pri_newer'));
    expect(found).toEqual(event);
  });
});

describe('a state', () => {
  const settings = (receipt: boolean): OrganizationSettings => ({
    ...new OrganizationSettings(),
    organization,
    notification_service_type: null,
    active_channels: [],
    send_request_receipt_notification: receipt,
    send_request_review_notification: false,
    send_request_completion_notification: false,
    subject_identity_verification_required: false,
    disable_consent_identity_verification: true,
    require_manual_request_approval: false,
    providers: [],
  });

  it('of a newer version is read and followed without what this one does not know', async () => {
    const watched = await testEnv.bus.watch(Settings);
    const bucket = await testEnv.bus.connection.jetstream().views.kv(Settings.bucket, { bindOnly: true });
    await bucket.put('newer', encode({ ...settings(true), organization: 'newer', invented_later: true }));
    const known = { ...settings(true), organization: 'newer' };
    expect(await testEnv.bus.read(Settings, 'newer')).toEqual(known);
    expect(await eventually('it is followed', () => watched.get('newer'))).toEqual(known);
    watched.close();
  });

  it('is read as it was put a moment ago', async () => {
    for (const receipt of [true, false, true]) {
      await testEnv.bus.put(Settings, organization, settings(receipt));
      expect(await testEnv.bus.read(Settings, organization)).toMatchObject({
        send_request_receipt_notification: receipt,
      });
    }
    expect(await testEnv.bus.read(Settings, 'nobody')).toBeNull();
  });

  it('is read as it was put a moment ago, however many read and put it at once', async () => {
    const read = () => testEnv.bus.read(Settings, organization);
    for (let round = 0; round < 20; round += 1) {
      const isSent = round % 2 === 0;
      const early = [read(), read(), read()];
      await testEnv.bus.put(Settings, organization, settings(isSent));
      const late = await Promise.all([read(), read(), read()]);
      expect(late.map((one) => one?.send_request_receipt_notification)).toEqual([isSent, isSent, isSent]);
      await Promise.all(early);
    }
  });

  it('cannot be changed by one of its readers for the others', async () => {
    await testEnv.bus.put(Settings, organization, settings(true));
    const known = await testEnv.bus.read(Settings, organization);
    expect(() => Object.assign(known ?? {}, { send_request_receipt_notification: false })).toThrow(TypeError);
    expect(() => known?.providers.push()).toThrow(TypeError);
    expect(await testEnv.bus.read(Settings, organization)).toMatchObject({
      send_request_receipt_notification: true,
    });
  });

  it('is followed by its keys alone', async () => {
    const watched = await testEnv.bus.watchKeys(Settings);
    expect([...watched.keys]).toContain(organization);
    const before = watched.revision;
    await testEnv.bus.put(Settings, 'watched', settings(true));
    await eventually('the key arrives', () => watched.keys.has('watched'));
    await testEnv.bus.remove(Settings, 'watched');
    await eventually('the key goes', () => !watched.keys.has('watched'));
    expect(watched.revision).toBe(before + 2);
    watched.close();
  });

  it('is followed in memory, and after a crash of the broker too', async () => {
    const watched = await testEnv.bus.watch(Settings);
    expect(watched.get(organization)).toMatchObject({ send_request_receipt_notification: true });
    testEnv.nats.kill();
    await testEnv.restartNats();
    await eventually('it can be put again', () =>
      testEnv.bus.put(Settings, organization, settings(false)).then(() => true),
    );
    await eventually(
      'the change arrives',
      () => watched.get(organization)?.send_request_receipt_notification === false,
    );
    watched.close();
  });
});

describe('a crash of the broker', () => {
  it('loses no task that was accepted, and the queue goes on', async () => {
    const done = new Set<string>();
    const wanted = Array.from({ length: 300 }, (_, index) => `pri_crash_${index}`);
    let restarted: Promise<void> = Promise.resolve();
    let killed = false;
    doTask = async ({ id }) => {
      done.add(id);
      if (done.size === 50 && !killed) {
        killed = true;
        testEnv.nats.kill();
        restarted = testEnv.restartNats();
      }
      await new Promise((resolve) => setImmediate(resolve));
    };
    await Promise.all(
      wanted.map((id) =>
        eventually('it is accepted', () =>
          testEnv.bus.send(ApproveAutomatically, { organization, id }, { id }).then(() => true),
        ),
      ),
    );
    await eventually('all are done', () => wanted.every((id) => done.has(id)));
    await restarted;
  });
});

describe('permissions', () => {
  it('keep a service from what its contracts do not name it for', async () => {
    const logger = createLogger('spec', { destination: testEnv.log });
    const connection = await connectToNats({
      natsUrl: testEnv.natsUrlFor('templates'),
      name: 'templates',
      logger,
    });
    const templates = new Bus(connection, logger);
    await expect(templates.ask(ReadRequest, { organization, id: 'pri_1' })).rejects.toMatchObject({
      code: 'unavailable',
      facts: { reason: 'PERMISSIONS_VIOLATION' },
    });
    const change = {
      organization,
      id: 'pri_1',
      status: 'complete',
      policy_key: 'default_access_policy',
      actions: ['access'],
      changed_at: new Date().toISOString(),
    } as const;
    const lie = templates.say(RequestChanged, { ...change, actions: [...change.actions] }, { id: 'lie' });
    await expect(lie).rejects.toMatchObject({ code: 'unavailable' });
    const settings = templates.put(Settings, organization, {} as OrganizationSettings);
    await expect(settings).rejects.toBeInstanceOf(AppError);
    await connection.close();
  });
});

describe('a handler without a contract', () => {
  it('is refused when the service starts', async () => {
    const { MessagePattern } = await import('@nestjs/microservices');
    @Controller()
    class Stray {
      @MessagePattern('stray')
      answer(): number {
        return 1;
      }
    }
    @Module({ controllers: [Stray] })
    class StrayModule {}
    const { BusServer } = await import('./bus-server.js');
    const logger = createLogger('spec', { destination: testEnv.log });
    const strategy = new BusServer(testEnv.bus.connection, 'requests', logger, new Metrics());
    const application = await NestFactory.createMicroservice(StrayModule, { strategy, logger: false });
    await expect(application.listen()).rejects.toThrow('stray has a handler without a contract');
  });
});
