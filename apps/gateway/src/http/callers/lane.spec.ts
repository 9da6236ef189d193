import { CreateRequests, type AppError, type CreateRequestsRequest } from '@subjectline/contracts';
import { eventually } from '@subjectline/testing';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { TestGateway } from '../../testing/test-gateway.fixture';
import { Lane } from './lane';

describe('places that callers share', () => {
  /** Lets everyone go on who has been let in. */
  const tick = () => new Promise((resolve) => setImmediate(resolve));

  function open(places: number, perCaller: number) {
    const lane = new Lane(places, perCaller);
    const inside: { name: string; leave: () => void }[] = [];
    const enter = (caller: string, name = caller) =>
      void lane.enter(caller).then((leave) => inside.push({ name, leave }));
    const leave = async () => {
      inside.shift()?.leave();
      await tick();
    };
    return { enter, leave, names: () => inside.map(({ name }) => name) };
  }

  it('are given to callers in turn, however many calls one of them has', async () => {
    const { enter, leave, names } = open(2, 2);
    for (const call of [1, 2, 3, 4, 5]) enter('many', `many ${call}`);
    enter('one');
    enter('other');
    await tick();
    expect(names()).toEqual(['many 1', 'many 2']);
    await leave();
    expect(names()).toEqual(['many 2', 'many 3']);
    await leave();
    await leave();
    expect(names()).toEqual(['one', 'other']);
    await leave();
    expect(names()).toEqual(['other', 'many 4']);
    await leave();
    expect(names()).toEqual(['many 4', 'many 5']);
  });

  it('are not all given to one caller', async () => {
    const { enter, leave, names } = open(3, 2);
    for (const call of [1, 2, 3]) enter('many', `many ${call}`);
    await tick();
    expect(names()).toEqual(['many 1', 'many 2']);
    enter('one');
    await tick();
    expect(names()).toEqual(['many 1', 'many 2', 'one']);
    await leave();
    expect(names()).toEqual(['many 2', 'one', 'many 3']);
    for (let left = 3; left > 0; left -= 1) await leave();
    for (const call of [4, 5, 6]) enter('many', `many ${call}`);
    await tick();
    expect(names()).toEqual(['many 4', 'many 5']);
    for (let left = 3; left > 0; left -= 1) await leave();
  });

  it('are waited for twenty seconds at most, and what gave up has no turn', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const lane = new Lane(1, 1);
      const leave = await lane.enter('one');
      const late = lane.enter('other').catch((error: AppError) => error.code);
      vi.advanceTimersByTime(20_000);
      expect(await late).toBe('overloaded');
      const next = lane.enter('other');
      leave();
      expect(await next).toBeInstanceOf(Function);
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('calls of API clients', () => {
  let gateway: TestGateway;
  let finish = (): void => undefined;
  const finished = new Promise<void>((resolve) => (finish = resolve));
  const heard: CreateRequestsRequest[] = [];

  beforeAll(async () => {
    gateway = await TestGateway.start();
    await gateway.play(CreateRequests, async (question) => {
      heard.push(question);
      // as a service whose connections are all taken
      if (question.submitted_by === null) await finished;
      return { succeeded: [], failed: [] };
    });
  });
  afterAll(() => gateway?.close());

  const body = [{ policy_key: 'default_access_policy', identity: { email: 'ada@example.com' } }];
  const ask = (path: string, ip: string, headers = {}) =>
    gateway.call('POST', path, body, { 'x-forwarded-for': ip, ...headers });

  it('are not behind those without a token, of which a bounded number is under way', async () => {
    const path = '/api/v1/privacy-request';
    const anonymous = Array.from({ length: 60 }, (_, index) =>
      ask(path, `203.0.113.${index}`, { authorization: '' }),
    );
    try {
      await eventually('the first ones are under way', () => heard.length >= 32);
      const client = await ask(`${path}/authenticated`, '203.0.113.99');
      expect(client.status).toBe(200);
      // 32, and more only once one of them has had no answer in time
      expect(heard.filter(({ submitted_by }) => submitted_by === null).length).toBeLessThan(60);
    } finally {
      finish();
      await Promise.all(anonymous);
    }
    expect(heard).toHaveLength(61);
  });
});
