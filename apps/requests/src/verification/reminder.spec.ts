import {
  MessageUndelivered,
  newId,
  ReadRequest,
  ReadRequestLog,
  StartChallengeInBulk,
  VerifyRequest,
  type StartChallengeTask,
} from '@subjectline/contracts';
import { eventually, takeTask } from '@subjectline/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { organization, RequestsFixture, rightCode } from '../testing/requests.fixture';

const hourMs = 3_600_000;
const kind = 'privacy_request_verification_reminder';
let fixture: RequestsFixture;

beforeAll(async () => {
  fixture = await RequestsFixture.start();
  // one of them reminds
  await fixture.startReplica();
});
beforeEach(() => fixture.settings({ verification_reminder_hours: 24 }));
afterAll(() => fixture?.close());

const logOf = async (id: string): Promise<string[]> => {
  const { entries } = await fixture.testEnv.bus.ask(ReadRequestLog, { organization, id });
  return entries.map(({ what }) => what);
};
const isOver = async (id: string): Promise<boolean> => {
  const rows = await fixture.rows<{ remind_at: Date | null }>(
    'select remind_at from requests.requests where id = $1',
    [id],
  );
  return rows[0]?.remind_at === null;
};

/** A day later; what was due then is over. */
async function pass(id: string): Promise<void> {
  fixture.testEnv.clock.advance(24 * hourMs);
  await eventually('it is over', async () => {
    fixture.testEnv.clock.advance(60_000);
    return isOver(id);
  });
}

describe('a reminder to verify a request', () => {
  it('goes out once, a day later, with a link and to the same address', async () => {
    const ids = [await fixture.unverified(), await fixture.unverified()];
    fixture.testEnv.clock.advance(23 * hourMs);
    expect(await fixture.waitingChallenges()).toBe(0);
    for (const id of ids) await pass(id);
    const tasks: StartChallengeTask[] = [];
    while (tasks.length < ids.length) tasks.push(await takeTask(fixture.testEnv, StartChallengeInBulk));
    expect(tasks.map(({ about }) => about).toSorted()).toEqual(ids.toSorted());
    const [task] = tasks;
    expect(task).toMatchObject({ message_kind: kind, channel: 'email', lifetime_seconds: 259_200 });
    expect(task?.by_client ?? false).toBe(false);
    expect(task && fixture.contentOf(task)).toMatchObject({
      to: { email: 'ana@example.com' },
      variables: { user_right_label: expect.stringContaining('access') },
    });
    for (const id of ids)
      expect((await logOf(id)).filter((what) => what === 'reminder_sent')).toHaveLength(1);
    fixture.testEnv.clock.advance(100 * hourMs);
    expect(await fixture.waitingChallenges()).toBe(0);
  });

  it.each([
    [
      'is verified',
      (id: string) => fixture.testEnv.bus.ask(VerifyRequest, { organization, id, code: rightCode }),
    ],
    ['belongs to an organization that wants none any more', () => fixture.settings({})],
    [
      'had a code that did not arrive',
      async (about: string) => {
        const message_id = newId('msg');
        await fixture.testEnv.bus.say(
          MessageUndelivered,
          {
            organization,
            message_id,
            kind: 'subject_identity_verification',
            about,
            state: 'skipped',
            reason: 'recipient_suppressed',
          },
          { id: message_id },
        );
        await eventually('it is in the log', async () =>
          (await logOf(about)).includes('message_undelivered'),
        );
      },
    ],
  ])('does not go out where the request %s', async (_what, happens) => {
    const id = await fixture.unverified();
    await happens(id);
    await pass(id);
    expect(await logOf(id)).not.toContain('reminder_sent');
  });

  it('is off by default, and off for what was asked before it was switched on', async () => {
    await fixture.settings({});
    const id = await fixture.unverified();
    await fixture.settings({ verification_reminder_hours: 24 });
    expect(await isOver(id)).toBe(true);
    expect(await fixture.testEnv.bus.ask(ReadRequest, { organization, id })).toMatchObject({
      status: 'identity_unverified',
    });
  });
});
