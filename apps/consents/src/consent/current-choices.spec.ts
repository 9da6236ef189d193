import {
  ChangeConsentEvent,
  DeleteConsentEvent,
  DeleteConsentEvents,
  ListConsentEvents,
  ListConsentUsers,
  ReadConsentUser,
  type ConsentChoices,
  type ConsentEvent,
} from '@subjectline/contracts';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { chosen, ConsentsEnvironment, organization, someone } from '../testing/consents.fixture';

let environment: ConsentsEnvironment;

beforeAll(async () => {
  environment = await ConsentsEnvironment.open();
  await environment.startReplica();
});
afterEach(() => environment.leftOver());
afterAll(() => environment?.close());

const bus = () => environment.testEnv.bus;
const silent = { disable_integrations: true };

/** The same numbers in each run: a history that fails can be looked at again. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return Math.floor((state / 0x80000000) * below);
  };
}

async function confirmedOf(organization_user_id: string): Promise<ConsentEvent[]> {
  const question = { organization, organization_user_id, skip: 0, limit: 100 };
  return (await bus().ask(ListConsentEvents, question)).items.toReversed();
}

/** What all events add up to, the oldest first. */
function replayed(events: readonly Pick<ConsentEvent, 'consents'>[]): Required<ConsentChoices> {
  const purposes: Record<string, NonNullable<ConsentChoices['purposes']>[number]> = {};
  const vendors: Record<string, boolean> = {};
  for (const { consents } of events) {
    for (const purpose of consents.purposes ?? []) purposes[purpose.id] = purpose;
    for (const id of consents.vendors?.enabled ?? []) vendors[id] = true;
    for (const id of consents.vendors?.disabled ?? []) vendors[id] = false;
  }
  const idsThatAre = (wanted: boolean) => Object.keys(vendors).filter((id) => vendors[id] === wanted);
  return {
    purposes: Object.values(purposes),
    vendors: { enabled: idsThatAre(true), disabled: idsThatAre(false) },
  };
}

const choicesOf = async (organization_user_id: string) =>
  (await bus().ask(ReadConsentUser, { organization, organization_user_id })).consents;

const snapshotsOf = (organization_user_id: string) =>
  environment.rows(
    `select * from consents.choice_snapshots where user_id = (
       select user_id from consents.events where public_id = $1)`,
    [organization_user_id],
  );

function someChoices(next: (below: number) => number): ConsentChoices {
  const purposes = ['news', 'ads', 'maps'].slice(next(3)).map((id) => ({ id, enabled: next(2) === 1 }));
  const ids = ['v1', 'v2', 'v3', 'v4'].filter(() => next(2) === 1);
  const enabled = ids.filter(() => next(2) === 1);
  return { purposes, vendors: { enabled, disabled: ids.filter((id) => !enabled.includes(id)) } };
}

/** One thing that may happen to the events of a user. */
async function happens(
  next: (below: number) => number,
  user: { organization_user_id: string },
): Promise<void> {
  const events = await confirmedOf(user.organization_user_id);
  const chosenEvent = events[next(Math.max(events.length, 1))];
  const what = next(8);
  const created_at = new Date(environment.testEnv.clock.nowMs() - next(5) * 1_000).toISOString();
  const input = { user, consents: someChoices(next), created_at };
  if (what <= 3 || !chosenEvent) await environment.create(input, silent);
  else if (what === 4) {
    const { id } = await environment.create({ ...input, status: 'pending_approval' }, silent);
    await bus().ask(ChangeConsentEvent, { organization, id, changes: { status: 'confirmed' } });
  } else if (what === 5) {
    const changes = { consents: input.consents };
    await bus().ask(ChangeConsentEvent, { organization, id: chosenEvent.id, changes });
  } else if (what === 6) await bus().ask(DeleteConsentEvent, { organization, id: chosenEvent.id });
  else await environment.create({ ...input, regulation: 'cpra' }, silent);
}

describe('the choices of a user in force', () => {
  it.each([1, 2, 3, 4])(
    'are those of all their events, whatever has happened to these (%i)',
    async (seed) => {
      const next = numbers(seed);
      const user = { organization_user_id: someone() };
      for (let step = 0; step < 15; step += 1) {
        await happens(next, user);
        environment.testEnv.clock.advance(next(3) * 500);
        expect(await choicesOf(user.organization_user_id)).toEqual(
          replayed(await confirmedOf(user.organization_user_id)),
        );
      }
    },
  );

  it('are read from one row, with which an event is written', async () => {
    const organization_user_id = someone();
    const user = { organization_user_id };
    await environment.create({ user });
    const { id } = await environment.create({ user, consents: chosen({ ads: true }) });
    const [snapshot] = await snapshotsOf(id);
    expect(snapshot).toMatchObject({ regulation: 'gdpr' });
    // what the events say is not opened
    const rows = 'update consents.events set sealed_content = $2 where user_id = $1';
    await environment.rows('alter table consents.events disable trigger user');
    const kept = await environment.rows<{ id: string; sealed_content: string }>(
      'select id, sealed_content from consents.events where user_id = $1',
      [(snapshot as { user_id: string }).user_id],
    );
    await environment.rows(rows, [(snapshot as { user_id: string }).user_id, 'unreadable']);
    expect(await environment.current(organization_user_id)).toEqual({ news: true, ads: true });
    for (const event of kept)
      await environment.rows('update consents.events set sealed_content = $2 where id = $1', [
        event.id,
        event.sealed_content,
      ]);
    await environment.rows('alter table consents.events enable trigger user');
  });

  it('of events of an earlier version are read from these once, alone and in a list', async () => {
    const users = [someone(), someone()] as const;
    const ids: string[] = [];
    for (const organization_user_id of users)
      ids.push((await environment.create({ user: { organization_user_id } }, silent)).id);
    await environment.rows('delete from consents.choice_snapshots');
    expect(await environment.current(users[0])).toEqual({ news: true });
    expect(await snapshotsOf(ids[0] ?? '')).toHaveLength(1);
    const list = { organization, organization_user_id: users[1], skip: 0, limit: 10 };
    const { items } = await bus().ask(ListConsentUsers, list);
    expect(items[0]?.consents.purposes).toMatchObject([{ id: 'news', enabled: true }]);
    expect(await snapshotsOf(ids[1] ?? '')).toHaveLength(1);
  });

  it('are those of the last write, when two replicas write and read at once', async () => {
    const organization_user_id = someone();
    const user = { organization_user_id };
    await environment.create({ user }, silent);
    for (let round = 0; round < 4; round += 1) {
      await environment.rows('delete from consents.choice_snapshots');
      await Promise.all(
        Array.from({ length: 5 }, (_none, index) => [
          environment.create({ user, consents: chosen({ [`p${index}`]: round % 2 === 0 }) }, silent),
          choicesOf(organization_user_id),
        ]).flat(),
      );
      expect(await choicesOf(organization_user_id)).toEqual(
        replayed(await confirmedOf(organization_user_id)),
      );
    }
  });

  it('are none after all events are deleted', async () => {
    const organization_user_id = someone();
    await environment.create({ user: { organization_user_id } }, silent);
    await bus().ask(DeleteConsentEvents, { organization, organization_user_id });
    expect(await environment.current(organization_user_id)).toEqual({});
  });
});
