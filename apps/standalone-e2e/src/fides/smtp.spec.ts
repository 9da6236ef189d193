import { startEmulator, type Emulator } from '@subjectline/testing/emulator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allSwitchesOn } from '../fixtures/accounts.fixture';
import { Person } from '../fixtures/person.fixture';
import { at, Product } from '../fixtures/product.fixture';

/* A mail server of the operator's own. */

const secrets = { username: 'mailer', password: 'pass word of the mailer' };

let product: Product;
let emulator: Emulator;
let details: object;

beforeAll(async () => {
  const login = { user: secrets.username, password: secrets.password };
  [product, emulator] = await Promise.all([Product.open(), startEmulator({ smtp: { login } })]);
  const { smtpPort: port } = emulator;
  details = { host: '127.0.0.1', port: String(port), security: 'none', from: 'Acme <privacy@example.com>' };
});
afterAll(async () => {
  await product?.close();
  await emulator?.close();
});

const setUp = (given: object) =>
  product.call('POST', '/api/v1/messaging/setup', { service_type: 'smtp', ...given });

describe('the provider smtp', () => {
  it('is not set up with a password that the server refuses', async () => {
    const { status, body } = await setUp({ details, secrets: { ...secrets, password: 'wrong' } });
    expect([status, JSON.stringify(body)]).toEqual([
      422,
      expect.stringContaining('the user name or the password is not accepted'),
    ]);
    expect(JSON.stringify(body)).not.toContain('wrong');
  });

  it('is not set up without TLS on another machine', async () => {
    const { status, body } = await setUp({ details: { ...details, host: 'smtp.example.com' }, secrets });
    expect([status, JSON.stringify(body)]).toEqual([422, expect.stringContaining("may be 'none' only")]);
  });

  it('sends a code once it is set up, and shows no secret', async () => {
    expect(await setUp({ details, secrets })).toMatchObject({ status: 200, body: { checked: true } });
    await product.change({ execution: allSwitchesOn.execution });
    const { body } = await product.call('GET', '/api/v1/messaging/default/smtp');
    expect(body).toMatchObject({ service_type: 'smtp', name: 'SMTP', last_test_succeeded: true });
    expect(at(body, 'details', 'port')).toBe(emulator.smtpPort);
    expect(JSON.stringify(body)).not.toContain(secrets.password);
    const person = new Person(product, 'email');
    await person.asks();
    const mail = await emulator.waitForMessage((one) => one.to === person.address);
    expect(mail).toMatchObject({ vendor: 'smtp', text: expect.stringMatching(/\d{6}/) });
    expect(mail.fields).toMatchObject({ from: { name: 'Acme', address: 'privacy@example.com' } });
  });
});
