import { decode, encode } from '@subjectline/bus';
import {
  check,
  erasePersonCalls,
  ErasePerson,
  findPersonSubjectsCalls,
  HoldPerson,
  personContext,
  ReadPersonErasure,
  RemovePersonHold,
  type ErasureState,
  type PersonErasure,
  type PersonService,
} from '@subjectline/contracts';
import { eventually } from '@subjectline/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { organization, refusalOf, RequestsFixture } from '../testing/requests.fixture';

let fixture: RequestsFixture;

/** The sections that the other services were asked to erase. */
const asked: string[] = [];
let beforeReply: (section: string) => Promise<void> = async () => {};

function play(service: PersonService): void {
  const { request, subject } = erasePersonCalls[service];
  fixture.testEnv.bus.connection.subscribe(subject, {
    callback: (_error, message) => {
      const section = `${service}.${check(request, decode(message.data)).section}`;
      asked.push(section);
      const response = { erased: 1, kept: 0, is_done: true };
      void beforeReply(section).then(() => message.respond(encode({ response })));
    },
  });
}

beforeAll(async () => {
  fixture = await RequestsFixture.start();
  for (const service of ['consents', 'identity', 'webhooks', 'dispatch'] as const) play(service);
  fixture.testEnv.bus.connection.subscribe(findPersonSubjectsCalls.consents.subject, {
    callback: (_error, message) => {
      message.respond(encode({ response: { subjects: [], is_complete: true } }));
    },
  });
});
afterAll(() => fixture?.close());

function sought(email: string) {
  const sealed_person = fixture.testEnv.keys.sealJson({ email }, personContext(organization));
  return { organization, sealed_person };
}

const start = (email: string) =>
  fixture.testEnv.bus.ask(ErasePerson, { ...sought(email), requested_by: 'root' });

const becomes = (state: ErasureState, id: string): Promise<PersonErasure> =>
  eventually(`the erasure is ${state}`, async () => {
    const erasure = await fixture.testEnv.bus.ask(ReadPersonErasure, { organization, id });
    return erasure.state === state && erasure;
  });

it('stops before its next step for a hold, and goes on after it without doing a step twice', async () => {
  const email = 'held@example.com';
  let holdId = '';
  beforeReply = async (section) => {
    if (section !== 'consents.approvals') return;
    const wanted = { ...sought(email), reason: 'access_dispute', held_by: 'root' } as const;
    holdId = (await fixture.testEnv.bus.ask(HoldPerson, wanted)).id;
  };
  const { id } = await start(email);
  const held = await becomes('held', id);
  expect([held.hold_reason, held.certificate, asked.at(-1)]).toEqual([
    'access_dispute',
    null,
    'consents.approvals',
  ]);
  expect(await refusalOf(start(email.toUpperCase()))).toBe('person_on_hold');

  beforeReply = async () => {};
  await fixture.testEnv.bus.ask(RemovePersonHold, { organization, id: holdId, removed_by: 'root' });
  expect((await start(email)).id).toBe(id);
  const done = await becomes('done', id);
  expect(done.steps.filter(({ state }) => state === 'pending')).toEqual([]);
  expect(new Set(asked).size).toBe(asked.length);
  const stored = await fixture.rows('select from requests.person_erasures where sealed_scope is not null');
  expect(stored).toEqual([]);
});

it('is one erasure, however often it is asked for while it runs', async () => {
  let goOn: () => void = () => {};
  const stopped = new Promise<void>((resolve) => (goOn = resolve));
  beforeReply = () => stopped;
  const first = await start('twice@example.com');
  const second = await start('Twice@example.com');
  goOn();
  expect(second.id).toBe(first.id);
  expect((await becomes('done', first.id)).certificate).not.toBeNull();
});
