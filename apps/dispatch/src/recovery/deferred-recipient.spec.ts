import { ReadProviderHealth } from '@subjectline/contracts';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  configOf,
  organization,
  recordOf,
  sendMessage,
  useSettings,
} from '../testing/played-services.fixture';
import { Vendors } from '../testing/dispatch.fixture';

let vendors: Vendors;

beforeAll(async () => {
  vendors = await Vendors.open();
  const port = vendors.emulator.smtpPort;
  const details = { host: '127.0.0.1', port, security: 'none', from: 'privacy@example.com' };
  await useSettings(vendors.testEnv, {
    notification_service_type: 'smtp',
    active_channels: ['email'],
    providers: [configOf(vendors.testEnv, 'smtp', { details })],
  });
});
afterEach(() => vendors.emulator.forget());
afterAll(() => vendors.close());

const send = () => sendMessage(vendors.testEnv, 'privacy_request_receipt');
const deferredSix = async () => {
  const ids = await Promise.all(Array.from({ length: 6 }, async () => (await send()).id));
  return Promise.all(ids.map((id) => recordOf(vendors.testEnv, id, 'queued')));
};

describe('a mail server that defers a recipient', () => {
  it('goes on getting the messages of others', async () => {
    vendors.emulator.behave({ vendor: 'smtp', answer: 451, refusal: 'greylisted', times: 6 });
    const deferred = await deferredSix();
    for (const record of deferred) expect(record.provider_reason).toBe('recipient_deferred');
    const { id } = await send();
    expect(await recordOf(vendors.testEnv, id, 'sent')).toMatchObject({ service_type: 'smtp' });
    const health = await vendors.testEnv.bus.ask(ReadProviderHealth, { organization });
    expect(health.items).toEqual([]);
  });
});
