import { randomUUID } from 'node:crypto';
import { eventually } from '@subjectline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useProvider } from '../fixtures/accounts.fixture';
import { at, Product, listAt, textAt, type Answer } from '../fixtures/product.fixture';
import { linkIn, press } from '../fixtures/link.fixture';

/* What was not sent about a consent event: it is recorded with its reason, and asked for again once the cause is gone. */

let product: Product;

beforeAll(async () => {
  product = await Product.open();
  await createEmail('validation-double-optin', '<a href="{{validation_approve_url}}">Confirm</a>');
  await createEmail('validation-approval-file', '<a href="{{validation_approve_url}}">Confirm</a>');
});
afterAll(() => product?.close());

const events = '/v1/consents/events';
const someone = () => `person-${randomUUID()}@example.com`;
const refusalIn = ({ status, body }: Answer) => [status, at(body, 'reason')];

async function createEmail(email_type: string, html: string): Promise<void> {
  const properties = { subject: 'Please confirm', html: `<p>${html}</p>` };
  const { status } = await product.call('POST', '/v1/marketplace/emails', {
    type_id: 'didomi',
    email_type,
    properties,
  });
  expect(status).toBe(201);
}

async function create(user: object, method: string | null, more: object = {}): Promise<unknown> {
  const consents = { purposes: [{ id: 'news', enabled: true }] };
  const validation = method === null ? {} : { validation: { method } };
  const { status, body } = await product.call('POST', events, { user, consents, ...validation, ...more });
  expect([status, body]).toEqual([200, expect.anything()]);
  return body;
}

const read = async (event: unknown): Promise<unknown> =>
  (await product.call('GET', `${events}/${textAt(event, 'id')}`)).body;
const resend = (event: unknown) => product.call('POST', `${events}/${textAt(event, 'id')}/resend`);

/** The messages about an event, the newest first, once so many of them have ended. */
const recordsOf = (event: unknown, count: number): Promise<unknown[]> =>
  eventually(`${count} messages are over`, async () => {
    const { body } = await product.call('GET', `/api/v1/messages?about=${textAt(event, 'messages_about')}`);
    const items = listAt(body, 'items');
    const isOver = items.every((item) => !['queued', 'sending'].includes(textAt(item, 'state')));
    return items.length === count && isOver && items;
  });

const received = (address: string) => product.emulator.waitForMessage(({ to }) => to === address);

/** The event is asked for again, and confirmed by the mail that comes of it. */
async function expectConfirmable(event: unknown, address: string, action: string): Promise<void> {
  const { status, body } = await resend(event);
  expect([status, listAt(body, 'warnings')]).toEqual([200, []]);
  await press(linkIn(await received(address), product), action);
  expect(await read(event)).toMatchObject({ status: 'confirmed' });
}

describe('a message about a consent event that was not sent', () => {
  it('for want of a provider is recorded, and sent once there is one', async () => {
    const email = someone();
    const event = await create({ organization_user_id: email }, 'email');
    expect(textAt(event, 'messages_about')).toBe(textAt(event, 'id'));
    expect(await recordsOf(event, 1)).toMatchObject([
      { kind: 'validation-double-optin', state: 'skipped', reason: 'no_provider' },
    ]);
    await useProvider(product, 'mailgun');
    await expectConfirmable(event, email, 'confirm');
    expect(await recordsOf(event, 3)).toMatchObject([
      { kind: 'consents-user-created', state: 'skipped' },
      { state: 'sent', about: textAt(event, 'id') },
      { state: 'skipped' },
    ]);
  });

  it('for want of an address is recorded, and sent once there is one', async () => {
    const event = await create({ organization_user_id: `crm-${randomUUID()}` }, 'email');
    const warnings = [{ reason: 'no_recipient', email_type: 'validation-double-optin' }];
    expect(event).toMatchObject({ warnings });
    expect(await read(event)).toMatchObject({ warnings });
    expect(await recordsOf(event, 1)).toMatchObject([{ state: 'skipped', reason: 'no_address' }]);
    const email = someone();
    const user = `/v1/consents/users/${textAt(event, 'user', 'id')}`;
    expect((await product.call('PATCH', user, { email })).status).toBe(200);
    await expectConfirmable(event, email, 'confirm');
    expect(listAt(await read(event), 'warnings')).toEqual([
      { reason: 'template_missing', email_type: 'consents-user-created' },
    ]);
  });

  it('for want of an approver is recorded, and sent once there is one', async () => {
    const event = await create({ organization_user_id: someone() }, 'file');
    const warnings = [{ reason: 'no_approver', email_type: 'validation-approval-file' }];
    expect([listAt(event, 'warnings'), listAt(await read(event), 'warnings')]).toEqual([warnings, warnings]);
    expect(await recordsOf(event, 1)).toMatchObject([
      { kind: 'validation-approval-file', state: 'skipped', reason: 'no_approver' },
    ]);
    const again = await resend(event);
    expect([again.status, listAt(again.body, 'warnings')]).toEqual([200, warnings]);
    const approver = someone();
    await product.call('PUT', '/v1/consents/approvers', { approvers: [approver] });
    await expectConfirmable(event, approver, 'approve');
    expect(await read(event)).toMatchObject({ validation: { approvers: [approver] } });
    const [told, sent, ...skipped] = await recordsOf(event, 4);
    expect([told, sent]).toMatchObject([{ kind: 'consents-user-created' }, { state: 'sent' }]);
    expect(skipped).toMatchObject([{ reason: 'no_approver' }, { reason: 'no_approver' }]);
  });

  it('for want of a template is recorded, and sent once there is one', async () => {
    const approver = someone();
    const validation = { method: 'signature', approvers: [approver] };
    const id = `own-${randomUUID()}`;
    const event = await create({ organization_user_id: someone() }, null, { id, validation });
    expect(textAt(event, 'messages_about')).toMatch(/^evt_/);
    const warnings = [{ reason: 'template_missing', email_type: 'validation-approval-signature' }];
    expect(await read(event)).toMatchObject({ id, warnings });
    expect(await recordsOf(event, 1)).toMatchObject([{ state: 'skipped', reason: 'template_missing' }]);
    await createEmail('validation-approval-signature', '<a href="{{validation_approve_url}}">Confirm</a>');
    await expectConfirmable(event, approver, 'approve');
  });

  it('is not asked for again when it is decided, or when it has no validation', async () => {
    const settled = await create({ organization_user_id: someone() }, null);
    expect(refusalIn(await resend(settled))).toEqual([409, 'event_settled']);
    const plain = await create({ organization_user_id: someone() }, null, { status: 'pending_approval' });
    expect(refusalIn(await resend(plain))).toEqual([409, 'event_not_validated']);
    expect(refusalIn(await resend({ id: 'none' }))).toEqual([404, 'event_unknown']);
  });
});

describe('the record of a message', () => {
  it('names the variables of its wording that have no value, as the preview does', async () => {
    const html = '{{validation_approve_url}} {{metadata_campaign}} {{metadata_null}}';
    const properties = { subject: '{{metadata_campaign}}', html: `<p>${html}</p>` };
    const saved = await product.call('PUT', '/v1/marketplace/emails/validation-double-optin.en', {
      properties,
    });
    expect(saved.status).toBe(200);
    const path = '/v1/marketplace/emails/validation-double-optin.en/preview';
    const variables = { validation_approve_url: 'https://example.com/', metadata_null: 'x' };
    const preview = await product.call('POST', path, { variables });
    const metadata = { null: 'x' };
    const event = await create({ organization_user_id: someone(), metadata }, 'email');
    const [record] = await recordsOf(event, 1);
    expect(record).toMatchObject({ state: 'sent', missing: ['metadata_campaign'] });
    expect([preview.status, listAt(preview.body, 'missing')]).toEqual([200, ['metadata_campaign']]);
    const bare = await create({ organization_user_id: someone() }, 'email');
    const [other] = await recordsOf(bare, 1);
    expect(new Set(listAt(other, 'missing'))).toEqual(new Set(['metadata_campaign', 'metadata_null']));
    const whole = { organization_user_id: someone(), metadata: { campaign: 'spring', null: 'x' } };
    expect(await recordsOf(await create(whole, 'email'), 1)).toMatchObject([{ state: 'sent', missing: [] }]);
  });
});
