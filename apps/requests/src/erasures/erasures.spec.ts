import { decode, encode } from '@subjectline/bus';
import {
  check,
  EraseAtVendor,
  erasePersonCalls,
  ErasePerson,
  findPersonSubjectsCalls,
  HoldPerson,
  personContext,
  personSectionNames,
  personServices,
  ReadPersonErasure,
  RemovePersonHold,
  type ErasureState,
  type PersonErasure,
  type PersonService,
  type VendorErasure,
} from '@subjectline/contracts';
import { eventually } from '@subjectline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { organization, refusalOf, RequestsFixture } from '../testing/requests.fixture';

let fixture: RequestsFixture;

/** The sections that the other services were asked to erase. */
const asked: string[] = [];
/** Digests of what consents' records name the person by besides. */
let linked: string[] = [];
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
  for (const service of personServices) if (service !== 'requests') play(service);
  fixture.testEnv.bus.connection.subscribe(findPersonSubjectsCalls.consents.subject, {
    callback: (_error, message) => {
      message.respond(encode({ response: { subjects: [], is_complete: true, person_digests: linked } }));
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

it('erases nothing while a hold names the person by another value of theirs, in a request or in consents', async () => {
  const { bus, keys } = fixture.testEnv;
  const held = ['+15550004711', 'crm-held'] as const;
  const email = 'linked@example.com';
  const { id } = await fixture.created({ identity: { email, phone_number: held[0] } });
  linked = keys.digests('person-value', organization, held[1]);
  const holds = await Promise.all(
    [{ phone_number: held[0] }, { user_id: held[1] }].map((reference) => {
      const sealed_person = keys.sealJson(reference, personContext(organization));
      return bus.ask(HoldPerson, { organization, sealed_person, reason: 'litigation', held_by: 'root' });
    }),
  );
  const erased = asked.length;
  const erasure = await start(email);
  for (const hold of holds) {
    const stopped = await becomes('held', erasure.id);
    expect([stopped.hold_reason, asked.length]).toEqual(['litigation', erased]);
    await bus.ask(RemovePersonHold, { organization, id: hold.id, removed_by: 'root' });
    expect((await start(email)).id).toBe(erasure.id);
  }
  linked = [];
  await becomes('done', erasure.id);
  const [request] = await fixture.rows<{ erased_at: Date | null }>(
    'select erased_at from requests.requests where id = $1',
    [id],
  );
  expect(request?.erased_at).not.toBeNull();
});

it('has a step for each section of every service', async () => {
  beforeReply = async () => {};
  const { steps } = await becomes('done', (await start('everywhere@example.com')).id);
  expect(new Set(steps.map(({ place }) => place))).toEqual(
    new Set([...personSectionNames, 'broker.dead_letters']),
  );
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

describe('steps at vendors', () => {
  const nothing = { action: null, reason: null, erased: 0, next: null };
  let answerOf: (key: string, after: string | null) => VendorErasure;
  /** Of dispatch, in order. */
  let calls: string[];

  beforeAll(async () => {
    const { bus } = fixture.testEnv;
    bus.connection.subscribe(EraseAtVendor.subject, {
      callback: (_error, message) => {
        const { key, after } = check(EraseAtVendor.request, decode(message.data));
        asked.push(`vendors.${key}`);
        calls.push(`${key} ${after ?? ''}`.trim());
        message.respond(encode({ response: answerOf(key, after) }));
      },
    });
    const providers = ['mailgun', 'twilio_text'].map((service_type) => ({
      key: `${service_type}.eu`,
      service_type,
      version: 1,
      details: null,
      sealed_secrets: null,
    }));
    await fixture.settings({ providers });
  });

  const stepOf = (erasure: PersonErasure, place: string) =>
    erasure.steps.find((step) => step.place === place);

  it('come before what dispatch has, with every batch, and say what was done', async () => {
    beforeReply = async () => {};
    calls = [];
    const from = asked.length;
    const action = 'messages_deleted';
    answerOf = (key, after) => {
      if (key !== 'twilio_text.eu') return { ...nothing, state: 'not_offered' };
      if (after === null) return { ...nothing, state: 'more', action, erased: 10, next: 'msg_10' };
      return { ...nothing, state: 'done', action, erased: 2 };
    };
    const done = await becomes('done', (await start('at-vendors@example.com')).id);
    expect(stepOf(done, 'vendors.mailgun.eu')).toMatchObject({ state: 'manual', action: null, reason: null });
    expect(stepOf(done, 'vendors.twilio_text.eu')).toMatchObject({ state: 'done', action, erased: 12 });
    expect(calls).toEqual(['mailgun.eu', 'twilio_text.eu', 'twilio_text.eu msg_10']);
    const places = asked.slice(from);
    expect(places.lastIndexOf('dispatch.messages')).toBeGreaterThan(
      places.lastIndexOf('vendors.twilio_text.eu'),
    );
    const [, claims = ''] = (done.certificate ?? '').split('.');
    const { erasure } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as { erasure: object };
    expect(erasure).toMatchObject({ steps: done.steps });
  });

  it('are tried again while a vendor is not available, and end as refused after ten minutes', async () => {
    calls = [];
    answerOf = (key) =>
      key === 'mailgun.eu'
        ? { ...nothing, state: 'retry', reason: 'vendor_unreachable' }
        : { ...nothing, state: 'refused', reason: 'key_wrong' };
    const { id } = await start('unreachable@example.com');
    await eventually('the vendor is asked twice', async () => calls.length >= 2);
    expect(new Set(calls)).toEqual(new Set(['mailgun.eu']));
    fixture.testEnv.clock.advance(10 * 60_000);
    const done = await becomes('done', id);
    const refused = { state: 'refused', action: null, erased: 0 };
    expect(stepOf(done, 'vendors.mailgun.eu')).toMatchObject({ ...refused, reason: 'vendor_unreachable' });
    expect(stepOf(done, 'vendors.twilio_text.eu')).toMatchObject({ ...refused, reason: 'key_wrong' });
    expect(stepOf(done, 'dispatch.messages')).toMatchObject({ state: 'done' });
  });
});
