import { randomUUID } from 'node:crypto';
import { decode } from '@subjectline/bus';
import {
  ChallengeDisowned,
  ChangeConsentEvent,
  check,
  ConsentChanged,
  DisowningTakenBack,
  ReadConsentEvent,
  ConsentChangedEvent,
  type ConsentEventChanges,
} from '@subjectline/contracts';
import { eventually } from '@subjectline/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { chosen, ConsentsEnvironment, organization } from '../testing/consents.fixture';

let environment: ConsentsEnvironment;

beforeAll(async () => {
  environment = await ConsentsEnvironment.open();
  await environment.createTemplate('validation-double-optin');
});
// a welcome, for example
afterEach(() => environment.leftOver());
afterAll(() => environment?.close());

/** What was published of an event, in order. */
async function published(id: string): Promise<ConsentChangedEvent[]> {
  await environment.waiting();
  const { consumers } = environment.testEnv.bus.connection.jetstream();
  const consumer = await consumers.get('EVENTS', { filterSubjects: ConsentChanged.subject });
  const events: ConsentChangedEvent[] = [];
  for await (const message of await consumer.fetch({ max_messages: 1_000, expires: 1_000 })) {
    events.push(check(ConsentChangedEvent, decode(message.data)));
    if (message.info.pending === 0) break;
  }
  return events.filter((event) => event.id === id);
}

const statusesOf = async (id: string): Promise<string[]> => (await published(id)).map(({ status }) => status);
const change = (id: string, changes: ConsentEventChanges) =>
  environment.testEnv.bus.ask(ChangeConsentEvent, { organization, id, changes });

describe('a consent event is published', () => {
  it('when it is stored and edited, and not by a call that changes nothing', async () => {
    const { id } = await environment.create({}, { disable_integrations: true });
    const [first] = await published(id);
    expect(first).toEqual({
      organization,
      id,
      status: 'confirmed',
      regulation: 'gdpr',
      changed_at: environment.testEnv.clock.now().toISOString(),
    });
    await change(id, { consents: chosen({ news: false }) });
    await change(id, { consents: chosen({ news: false }) });
    expect(await statusesOf(id)).toEqual(['confirmed', 'confirmed']);
  });

  it('when it is decided, once for an edit with a decision', async () => {
    const { event, asked } = await environment.doubleOptIn();
    await environment.decide(asked);
    await environment.decide(asked).catch(() => undefined);
    expect(await statusesOf(event.id)).toEqual(['pending_approval', 'confirmed']);
    const { event: other } = await environment.doubleOptIn();
    await change(other.id, { status: 'rejected', consents: chosen({ news: false }) });
    expect(await statusesOf(other.id)).toEqual(['pending_approval', 'rejected']);
  });

  it('when it is disowned, and when that is taken back', async () => {
    const { event, asked } = await environment.doubleOptIn();
    const { about, id: challenge_id } = asked.task;
    const at = environment.testEnv.clock.now().toISOString();
    const isNow = (status: string) =>
      eventually(`it is ${status}`, async () => {
        const request = { organization, id: event.id };
        return (await environment.testEnv.bus.ask(ReadConsentEvent, request)).status === status;
      });
    const said = { organization, about, challenge_id };
    environment.disowned.add(about);
    await environment.testEnv.bus.say(ChallengeDisowned, { ...said, disowned_at: at }, { id: randomUUID() });
    await isNow('rejected');
    environment.disowned.delete(about);
    await environment.testEnv.bus.say(
      DisowningTakenBack,
      { ...said, taken_back_at: at },
      { id: randomUUID() },
    );
    await isNow('pending_approval');
    expect(await statusesOf(event.id)).toEqual(['pending_approval', 'rejected', 'pending_approval']);
  });
});
