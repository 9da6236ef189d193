import { dsarStatuses, RequestChanged, type DsarStatus } from '@subjectline/contracts';
import { eventually } from '@subjectline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { client, DsarFixture } from '../testing/dsar.fixture';
import { refusalOf } from '../testing/requests.fixture';

let fixture: DsarFixture;

beforeAll(async () => {
  fixture = await DsarFixture.start();
});
afterAll(() => fixture?.close());

/** As in Didomi's API; `work_in_progress` after what is over takes a reason. */
const allowed: Record<DsarStatus, readonly DsarStatus[]> = {
  unverified: ['verified', 'refused', 'archived'],
  verified: ['work_in_progress', 'fulfilled', 'refused', 'archived'],
  work_in_progress: ['fulfilled', 'refused', 'archived'],
  fulfilled: ['work_in_progress', 'archived'],
  refused: ['work_in_progress', 'archived'],
  archived: [],
};
const steps = dsarStatuses.flatMap((from) =>
  dsarStatuses.filter((to) => to !== from).map((to) => ({ from, to, isAllowed: allowed[from].includes(to) })),
);

describe('a request', () => {
  it.each(steps.filter(({ isAllowed }) => isAllowed))('may go from $from to $to', async ({ from, to }) => {
    const id = await fixture.created({ status: from });
    const { request } = await fixture.change(id, { status: to, reopen_reason: 'there is more' });
    expect([request.status, request.version]).toEqual([to, 2]);
    expect((await fixture.read(id)).status).toBe(to);
  });

  it.each(steps.filter(({ isAllowed }) => !isAllowed))(
    'may not go from $from to $to',
    async ({ from, to }) => {
      const id = await fixture.created({ status: from });
      const asked = fixture.change(id, { status: to, reopen_reason: 'there is more' });
      await expect(asked).rejects.toMatchObject({ code: 'status_forbids', facts: { id, from, to } });
      expect(await fixture.read(id)).toMatchObject({ status: from, version: 1 });
    },
  );

  it.each(dsarStatuses)('that is %s and is set to it again stays as it is', async (status) => {
    const id = await fixture.created({ status });
    const before = await fixture.read(id);
    const log = await fixture.logOf(id);
    fixture.base.testEnv.clock.advance(1_000);
    expect(await fixture.change(id, { status })).toEqual({ request: before, warnings: [] });
    expect(await fixture.logOf(id)).toEqual(log);
  });

  it.each(['fulfilled', 'refused'] as const)('that is %s begins again only for a reason', async (status) => {
    const id = await fixture.created({ status });
    await expect(fixture.change(id, { status: 'work_in_progress' })).rejects.toMatchObject({
      code: 'status_forbids',
      problems: [{ path: ['reopen_reason'] }],
    });
    expect((await fixture.read(id)).status).toBe(status);
  });

  it('that was refused while unverified does not begin again', async () => {
    const id = await fixture.unverified();
    await fixture.change(id, { status: 'refused' });
    const asked = fixture.change(id, { status: 'work_in_progress', reopen_reason: 'there is more' });
    await expect(asked).rejects.toMatchObject({ code: 'status_forbids', problems: [{ rule: 'unproven' }] });
    expect((await fixture.read(id)).status).toBe('refused');
  });

  it('is not changed past a version that the caller has not seen', async () => {
    const id = await fixture.created();
    await fixture.change(id, { status: 'work_in_progress', expected_version: 1 });
    expect(await refusalOf(fixture.change(id, { status: 'fulfilled', expected_version: 1 }))).toBe(
      'conflict',
    );
    expect((await fixture.change(id, { status: 'fulfilled', expected_version: 2 })).request.version).toBe(3);
  });

  it('with an unknown id, or of another organization, is unknown', async () => {
    expect(await refusalOf(fixture.change('pri_x', { status: 'archived' }))).toBe('request_unknown');
    const id = await fixture.created();
    expect(await refusalOf(fixture.change(id, { organization: 'other' }))).not.toBe('not refused');
    expect((await fixture.read(id)).status).toBe('verified');
  });

  it('says who did what', async () => {
    const id = await fixture.created();
    await fixture.change(id, { status: 'work_in_progress' });
    await fixture.change(id, { status: 'refused' });
    await fixture.change(id, { status: 'archived' });
    expect(await fixture.logOf(id)).toEqual(
      ['created', 'approved', 'denied', 'archived'].map((what) => `${what} by ${client}`),
    );
  });

  it('that is put away unfinished is canceled to the engine, and a finished one is nothing new to it', async () => {
    const heard: string[] = [];
    const { connection } = fixture.base.testEnv.bus;
    const subscription = connection.subscribe(RequestChanged.subject, {
      callback: (_error, message) => {
        const event = message.json<{ id: string; status: string }>();
        heard.push(`${event.id} ${event.status}`);
      },
    });
    const [unfinished, finished] = [await fixture.created(), await fixture.created({ status: 'fulfilled' })];
    await fixture.change(unfinished, { status: 'archived' });
    await fixture.change(finished, { status: 'archived' });
    await fixture.base.waitingNotices();
    await connection.flush();
    subscription.unsubscribe();
    expect(heard).toEqual([`${unfinished} pending`, `${finished} complete`, `${unfinished} canceled`]);
  });
});

describe('a request of Fides’ that staff call verified', () => {
  const verify = async () => {
    const id = await fixture.base.unverified();
    return (await fixture.change(id, { status: 'verified' })).request;
  };

  it('advances automatically where no review is required, as after its person’s own verification', async () => {
    await fixture.base.settings({ require_manual_request_approval: false });
    const { id } = await verify();
    await eventually('it is approved', async () => (await fixture.read(id)).status === 'work_in_progress');
    await fixture.base.settings({});
  });

  it('waits for its review otherwise', async () => {
    const { id, status } = await verify();
    expect(status).toBe('verified');
    expect(await fixture.logOf(id)).toEqual(['created by person', `pending by ${client}`]);
  });
});

describe('metadata', () => {
  it('is merged key by key, and null takes away', async () => {
    const id = await fixture.created({ metadata: { ticket: 'T-1', desk: 'north' } });
    const { request } = await fixture.change(id, { metadata: { desk: null, owner: 'legal' } });
    expect([request.metadata, request.version]).toEqual([{ ticket: 'T-1', owner: 'legal' }, 2]);
    expect((await fixture.change(id, { metadata: { owner: 'legal' } })).request.version).toBe(2);
    expect((await fixture.change(id, { metadata: null })).request.metadata).toEqual({});
  });

  it('and the form are refused when they are larger than a list can show', async () => {
    const fields = Array.from({ length: 20 }, (_, i) => ({ field_id: `f${i}`, value: 'x'.repeat(4_000) }));
    expect(await refusalOf(fixture.create({ request_fields: fields }))).toBe('invalid');
    await fixture.created({ request_fields: fields.slice(0, 10) });
  });

  it('is refused when it grows past what is kept', async () => {
    const id = await fixture.created({ metadata: { one: 'x'.repeat(9_000) } });
    expect(await refusalOf(fixture.change(id, { metadata: { two: 'x'.repeat(9_000) } }))).toBe('invalid');
    expect(await refusalOf(fixture.create({ metadata: { one: 'x'.repeat(17_000) } }))).toBe('invalid');
  });
});
