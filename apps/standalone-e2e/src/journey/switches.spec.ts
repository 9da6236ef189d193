import { eventually } from '@subjectline/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { useProvider } from '../fixtures/accounts.fixture';
import { at, Product, listAt, textAt } from '../fixtures/product.fixture';
import { Person, phrases } from '../fixtures/person.fixture';

/* What the switches change, and what happens while the provider is down. */

let product: Product;
let person: Person;

beforeAll(async () => {
  product = await Product.open();
});
beforeEach(async () => {
  product.emulator.forget();
  await useProvider(product, 'mailgun');
  person = new Person(product, 'email');
});
afterAll(() => product?.close());

async function statusOf(id: string): Promise<string> {
  return textAt((await product.call('GET', `/api/v1/privacy-request/${id}`)).body, 'status');
}

async function kindsAbout(id: string): Promise<string[]> {
  const { body } = await product.call('GET', `/api/v1/messages?about=${id}`);
  return listAt(body, 'items').map((item) => textAt(item, 'kind'));
}

const complete = (id: string) => product.call('POST', `/api/v1/privacy-request/${id}/complete`, {});

describe('without verification', () => {
  it('a request is pending at once, its person gets a receipt, and no code opens it', async () => {
    await product.change({ execution: { subject_identity_verification_required: false } });
    const id = await person.asks();
    expect(await statusOf(id)).toBe('pending');
    await person.receives(phrases.receipt);
    expect(await kindsAbout(id)).toEqual(['privacy_request_receipt']);
    const { status, body } = await person.types('123456', id);
    expect([status, body]).toEqual([
      400,
      { detail: `Invalid identity verification request. Privacy request '${id}' status = pending.` },
    ]);
  });

  it('a stranger gets five receipts, though fifty are caused at once', async () => {
    await product.change({ execution: { subject_identity_verification_required: false } });
    const ids = await Promise.all(Array.from({ length: 50 }, () => person.asks()));
    // what was kept back is known with the request itself: nothing more can be on its way
    const logs = await Promise.all(
      ids.map((id) => product.call('GET', `/api/v1/privacy-request/${id}/history`)),
    );
    const entries = logs.flatMap(({ body }) => listAt(body, 'entries'));
    expect(entries.filter((entry) => at(entry, 'what') === 'receipt_suppressed')).toHaveLength(45);
    const mails = () => product.emulator.messages().filter(({ to }) => to === person.address);
    await eventually('the others have arrived', async () => mails().length === 5);
  });
});

describe('a known caller who asks for a person', () => {
  it('needs no code, and the person hears of it only when it is decided', async () => {
    const { body } = await product.call('POST', '/api/v1/privacy-request/authenticated', [
      { policy_key: 'default_erasure_policy', identity: person.identity },
    ]);
    const id = textAt(body, 'succeeded', 0, 'id');
    expect(at(body, 'succeeded', 0)).toMatchObject({ status: 'pending', submitted_by: 'root' });
    await product.call('PATCH', '/api/v1/privacy-request/administrate/approve', [id]);
    await person.receives(phrases.approval);
    expect(await kindsAbout(id)).toEqual(['privacy_request_review_approve']);
  });
});

describe('without manual approval', () => {
  it('a verified request is approved by itself, and no message tells of a decision', async () => {
    await product.change({ execution: { require_manual_request_approval: false } });
    const id = await person.isVerified();
    await eventually('it is approved', async () => (await statusOf(id)) === 'approved');
    expect((await complete(id)).status).toBe(200);
    await person.receives(phrases.data);
    expect((await kindsAbout(id)).toSorted()).toEqual([
      'privacy_request_complete_access',
      'privacy_request_receipt',
      'subject_identity_verification',
    ]);
  });
});

describe('with every notice off', () => {
  it('a person gets the code and nothing else', async () => {
    await product.change({
      notifications: {
        send_request_receipt_notification: false,
        send_request_review_notification: false,
        send_request_completion_notification: false,
      },
    });
    const id = await person.isVerified();
    await product.call('PATCH', '/api/v1/privacy-request/administrate/approve', [id]);
    expect((await complete(id)).status).toBe(200);
    expect(await kindsAbout(id)).toEqual(['subject_identity_verification']);
  });
});

describe('with nothing that can send', () => {
  it('a request that needs a code is refused by name, not left behind', async () => {
    await product.change({ notifications: { notification_service_type: 'inbox' } });
    const input = { policy_key: 'default_access_policy', identity: person.identity };
    const { status, body } = await product.call('POST', '/api/v1/privacy-request', [input], { token: null });
    expect([status, body]).toEqual([
      200,
      { succeeded: [], failed: [{ message: 'Verification message could not be sent.', data: input }] },
    ]);
  });

  it('neither is one whose address the provider cannot reach', async () => {
    const body = [{ policy_key: 'default_access_policy', identity: { phone_number: '+15557654321' } }];
    const answer = await product.call('POST', '/api/v1/privacy-request', body, { token: null });
    expect(answer.body).toMatchObject({ succeeded: [], failed: [{ data: body[0] }] });
  });
});

describe('while the provider is down', () => {
  it('a code waits and arrives once it is back', async () => {
    product.emulator.behave({ vendor: 'mailgun', answer: 503 });
    const id = await person.asks();
    const first = await stateOf(id, 'queued');
    expect(first).toMatchObject({ reason: 'unavailable', attempts: 1 });
    product.emulator.behave({ vendor: 'mailgun', answer: 'ok' });
    product.testEnv.clock.advance(2_000);
    const code = await person.receivesCode();
    expect((await person.types(code, id)).status).toBe(200);
    expect(await stateOf(id, 'sent')).toMatchObject({ attempts: 2, reason: null });
  });

  it('a notice waits too, and the request goes on without it', async () => {
    const id = await person.asks();
    const code = await person.receivesCode();
    product.emulator.behave({ vendor: 'mailgun', answer: 503, times: 1 });
    expect((await person.types(code, id)).status).toBe(200);
    await stateOf(id, 'queued');
    product.testEnv.clock.advance(3_000);
    await person.receives(phrases.receipt);
  });
});

/** The record of a message about a request that is in this state. */
async function stateOf(id: string, state: string): Promise<unknown> {
  return eventually(`a message is ${state}`, async () => {
    const { body } = await product.call('GET', `/api/v1/messages?about=${id}&state=${state}`);
    return listAt(body, 'items')[0];
  });
}

describe('with levels of assurance', () => {
  it('a person proves both addresses, and the request goes on once, with a receipt of level 2', async () => {
    await useProvider(product, 'twilio_text');
    await useProvider(product, 'mailgun');
    await product.call('PUT', '/api/v1/messaging/fallback', { email: [], sms: ['twilio_text'] });
    const rules = { is_enabled: true, rules: [], min_data_points: 3 };
    expect((await product.call('PUT', '/api/v1/assurance', rules)).status).toBe(200);
    const phone = new Person(product, 'sms');
    const id = await person.asks('default_access_policy', phone.identity);
    const [mailed, texted] = [await person.receivesCode(), await phone.receivesCode()];
    expect((await person.receives(phrases.code)).text).toContain('a code that we send to your phone');
    expect(at((await phone.types(texted, id)).body, 'assurance')).toEqual({
      required: 2,
      reached: 1,
      proved: ['phone_number'],
      missing: [{ any_of: ['email'] }],
    });
    const path = `/api/v1/privacy-request/${id}/verification`;
    expect((await product.call('GET', path, undefined, { token: null })).body).toMatchObject({
      awaiting_code: true,
      channels: [
        { channel: 'email', proved: false },
        { channel: 'sms', proved: true },
      ],
    });
    expect(textAt((await person.types(mailed, id)).body, 'status')).toBe('pending');
    // messages go to the address that was proved first
    await phone.receives(phrases.receipt);
    const receipt = textAt((await product.call('GET', `${path}/receipt`)).body, 'receipt');
    const claims: unknown = JSON.parse(Buffer.from(receipt.split('.')[1] ?? '', 'base64url').toString());
    expect(at(claims, 'verification')).toMatchObject({ assurance_level: 2, channel: 'phone_number' });
    await product.call('PUT', '/api/v1/assurance', { ...rules, is_enabled: false });
    await product.call('PUT', '/api/v1/messaging/fallback', { email: [], sms: [] });
  });
});
