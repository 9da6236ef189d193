import {
  CreateRequests,
  ReadDecisionNotice,
  ReadRequestLog,
  ReviewRequests,
  SelectRequests,
} from '@subjectline/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { organization, refusalOf, RequestsFixture } from '../testing/requests.fixture';

let fixture: RequestsFixture;

beforeAll(async () => {
  fixture = await RequestsFixture.start();
  await fixture.startReplica();
});
beforeEach(() => fixture.settings({ send_request_review_notification: false }));
afterAll(() => fixture?.close());

async function pending(count: number, location: string): Promise<string[]> {
  const ids: string[] = [];
  while (ids.length < count) {
    const requests = Array.from({ length: Math.min(50, count - ids.length) }, (_, index) => ({
      policy_key: 'default_access_policy',
      identity: { email: `person-${index}@example.com` },
      location,
    }));
    const question = { organization, requests, submitted_by: 'cli_staff', locale: 'en' };
    ids.push(...(await fixture.testEnv.bus.ask(CreateRequests, question)).succeeded.map(({ id }) => id));
  }
  return ids;
}

const review = (ids: string[], decision: 'approve' | 'deny' = 'approve', by = 'cli_staff') =>
  fixture.testEnv.bus.ask(ReviewRequests, { organization, ids, decision, reason: null, reviewed_by: by });

describe('a review of many', () => {
  it('decides on each of five hundred, with what cannot be decided by its place and reason', async () => {
    const ids = await pending(500, 'PT');
    const [first = ''] = ids;
    const asked = [...ids.slice(0, 250), 'pri_unknown', ...ids.slice(250, 498), first];
    const { succeeded, failed } = await review(asked);
    expect(succeeded.map(({ id }) => id)).toEqual(ids.slice(0, 498));
    expect(new Set(succeeded.map(({ status, reviewed_by }) => `${status} ${reviewed_by}`))).toEqual(
      new Set(['approved cli_staff']),
    );
    expect(failed).toMatchObject([
      { index: 250, id: 'pri_unknown', reason: 'request_unknown' },
      { index: 499, id: first, reason: 'status_forbids', request: { id: first, status: 'approved' } },
    ]);
    const rows = await fixture.rows<{ status: string; version: number; count: number }>(
      'select status, version, count(*)::int as count from requests.requests group by 1, 2 order by 1',
    );
    expect(rows).toEqual([
      { status: 'approved', version: 2, count: 498 },
      { status: 'pending', version: 1, count: 2 },
    ]);
    const log = await fixture.testEnv.bus.ask(ReadRequestLog, { organization, id: first });
    expect(log.entries.map(({ what, by }) => [what, by])).toEqual([
      ['created', 'cli_staff'],
      ['approved', 'cli_staff'],
    ]);
  });

  it('is done once when two staff decide on the same hundred at once, in opposite orders', async () => {
    const ids = await pending(100, 'ES');
    const reviews = [review(ids, 'approve', 'ana'), review(ids.toReversed(), 'deny', 'ben')];
    const results = await Promise.all(reviews);
    const decided = results.flatMap(({ succeeded }) => succeeded.map(({ id }) => id));
    expect(decided.toSorted()).toEqual(ids.toSorted());
  });

  it('is not kept back by one request that cannot be opened', async () => {
    await fixture.settings({ send_request_review_notification: true });
    const ids = await pending(60, 'FR');
    await fixture.rows(`update requests.requests set sealed_identity = 'broken' where id = $1`, [ids[7]]);
    const { succeeded, failed } = await review(ids);
    expect(succeeded).toHaveLength(59);
    expect(failed).toEqual([{ index: 7, id: ids[7], reason: 'internal' }]);
  });

  it('selects no more by filters than it decides on', async () => {
    const select = (id_part: string) =>
      fixture.testEnv.bus.ask(SelectRequests, { organization, filter: { id_part } });
    expect(await refusalOf(select('pri_'))).toBe('selection_too_large');
    expect(await refusalOf(select('pri_none'))).toBe('selection_empty');
  });
});

describe('what a person would be sent with a decision', () => {
  it('is told before it is taken, and is nothing where the message is switched off', async () => {
    const [id = ''] = await pending(1, 'IT');
    const read = (decision: 'deny' | 'cancel', wanted = id) =>
      fixture.testEnv.bus.ask(ReadDecisionNotice, {
        organization,
        id: wanted,
        decision,
        reason: 'No account.',
      });
    await fixture.settings({ send_request_review_notification: false });
    expect((await read('deny')).notice).toBeNull();
    await fixture.settings({ send_request_review_notification: true });
    expect((await read('deny')).notice).toEqual({
      kind: 'privacy_request_review_deny',
      locale: 'en',
      channels: ['email'],
      variables: {
        denial_reason: 'No account.',
        request_types: expect.any(String) as string,
        reference: expect.any(String) as string,
        received_on: expect.any(String) as string,
      },
    });
    expect((await read('cancel')).notice).toBeNull();
    expect(await refusalOf(read('deny', 'pri_unknown'))).toBe('request_unknown');
  });
});
