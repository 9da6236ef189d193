import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '@subjectline/testing';
import { useProvider } from '../fixtures/accounts.fixture';
import { at, Product, listAt, textAt } from '../fixtures/product.fixture';

/* An organization says where its text messages go; what can never be served is refused at the door of every API. */

let product: Product;
const publicly = { token: null };
const jamaica = '+18765551234';

beforeAll(async () => {
  product = await Product.open();
  await useProvider(product, 'twilio_text');
  await product.change({ sms: { allowed_countries: ['us', 'GB'] } });
});
afterAll(() => product?.close());

const ask = (phone_number: string) =>
  product.call(
    'POST',
    '/api/v1/privacy-request',
    [{ policy_key: 'default_access_policy', identity: { phone_number } }],
    publicly,
  );

describe('the countries for text messages', () => {
  it('are a setting that is shown', async () => {
    const { body } = await product.call('GET', '/api/v1/config?api_set=true');
    expect(at(body, 'sms')).toEqual({ allowed_countries: ['US', 'GB'] });
    const refused = await product.call('PATCH', '/api/v1/config', {
      sms: { allowed_countries: ['England'] },
    });
    expect([refused.status, listAt(refused.body, 'detail').map((one) => at(one, 'loc'))]).toEqual([
      422,
      [['body', 'sms', 'allowed_countries']],
    ]);
  });

  it('keep a privacy request from waiting for a code that never comes', async () => {
    const { body } = await ask(jamaica);
    expect(listAt(body, 'failed').map((one) => at(one, 'message'))).toEqual([
      'Verification message could not be sent. Phone numbers of that country are not enabled (sms.allowed_countries).',
    ]);
    expect(listAt((await ask('+15551234567')).body, 'succeeded')).toHaveLength(1);
  });

  it('hold for consent requests', async () => {
    const answer = await product.call(
      'POST',
      '/api/v1/consent-request',
      { identity: { phone_number: jamaica } },
      publicly,
    );
    expect([answer.status, textAt(answer.body, 'detail')]).toEqual([
      422,
      'Verification message could not be sent. Phone numbers of that country are not enabled (sms.allowed_countries).',
    ]);
  });

  it('hold for signing in to the Preference Center', async () => {
    const body = { email: jamaica };
    const answer = await product.call('POST', '/v1/auth/protocols/otp/generate?key=default', body, publicly);
    expect([answer.status, listAt(answer.body, 'errors').map((one) => at(one, 'rule'))]).toEqual([
      400,
      ['isPhoneAllowed'],
    ]);
  });

  it('hold for privacy requests by Didomi’s API, where a text message would be sent', async () => {
    const request = {
      user_right_id: 'cpra_access_my_data',
      organization_user_id: 'customer-17',
      request_fields: [{ field_id: 'phone_number', value: jamaica }],
      source: { type: 'DSAR' },
      status: 'unverified',
    };
    const refused = await product.call('POST', '/v1/dsar/requests', request);
    expect([refused.status, listAt(refused.body, 'errors')]).toEqual([
      400,
      [
        {
          path: 'request_fields.phone_number',
          rule: 'isPhoneAllowed',
          message: 'is of a country that is not enabled: add it to sms.allowed_countries',
        },
      ],
    ]);
    const imported = await product.call('POST', '/v1/dsar/requests', { ...request, status: 'verified' });
    expect(imported.status).toBe(201);
    const fields = [{ field_id: 'phone_number', value: '+15551234567' }];
    const known = await product.call('POST', '/v1/dsar/requests', { ...request, request_fields: fields });
    expect(known.status).toBe(201);
  });

  it('hold for messages by API clients and for tests', async () => {
    const message = { kind: 'privacy_request_receipt', to: { phone_number: jamaica } };
    const sent = await product.call('POST', '/api/v1/messages', message);
    expect([sent.status, listAt(sent.body, 'errors').map((one) => at(one, 'pointer'))]).toEqual([
      422,
      ['#/to/phone_number'],
    ]);
    const test = await product.call('POST', '/api/v1/messaging/config/test', { phone_number: jamaica });
    expect([test.status, textAt(test.body, 'detail')]).toEqual([
      400,
      'There was an error sending the test message: Phone numbers of that country are not enabled (sms.allowed_countries).',
    ]);
  });

  it('let through what takes another channel, and operators see what was kept back', async () => {
    const both = { email: 'ada@example.com', phone_number: jamaica };
    const { body } = await product.call('POST', '/api/v1/messages', {
      kind: 'privacy_request_receipt',
      to: both,
    });
    const record = await eventually('the message is settled', async () => {
      const found = await product.call('GET', `/api/v1/messages/${textAt(body, 'id')}`);
      return found.status === 200 && at(found.body, 'settled_at') !== null && found.body;
    });
    expect(record).toMatchObject({ state: 'skipped', reason: 'country_disabled' });
  });
});
