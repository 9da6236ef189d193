import {
  Address,
  AppError,
  check,
  countedAddressContext,
  CreateRequests,
  ReadRequestLog,
  SendNotice,
  SendReceipt,
  type CountSendRequest,
} from '@subjectline/contracts';
import { countTasks, eventually, openContent, takeTask } from '@subjectline/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { organization, RequestsFixture } from '../testing/requests.fixture';

let fixture: RequestsFixture;
/** What identity was asked to count. */
let counted: CountSendRequest[];

const isOff = { subject_identity_verification_required: false };

beforeAll(async () => {
  fixture = await RequestsFixture.start();
});
beforeEach(async () => {
  counted = [];
  fixture.countSend = (question) => {
    counted.push(question);
    return null;
  };
  await fixture.settings(isOff);
});
afterAll(() => fixture?.close());

const addressIn = ({ sealed_address }: CountSendRequest) =>
  check(Address, fixture.testEnv.keys.openJson(sealed_address, countedAddressContext(organization)));
const logOf = async (id: string) => {
  const { entries } = await fixture.testEnv.bus.ask(ReadRequestLog, { organization, id });
  return entries.map(({ what, by, detail }) => [what, by, detail]);
};

/** Why the notices that wait are not to be sent. */
async function notices(): Promise<(string | undefined)[]> {
  const count = await fixture.waitingNotices();
  const reasons: (string | undefined)[] = [];
  while (reasons.length < count) reasons.push((await takeTask(fixture.testEnv, SendNotice)).skip_reason);
  return reasons.toSorted((one = '', other = '') => one.localeCompare(other));
}

describe('a receipt to an unverified address', () => {
  it('is counted by identity and goes to the address that was counted, and no other', async () => {
    await fixture.settings({ ...isOff, active_channels: ['sms'] });
    await fixture.created({ identity: { email: 'ana@example.com', phone_number: '+15551234567' } });
    const notice = await takeTask(fixture.testEnv, SendNotice);
    expect(openContent(fixture.testEnv, notice).to).toEqual({ phone_number: '+15551234567' });
    expect(counted).toMatchObject([{ organization, channel: 'sms' }]);
    expect(counted.map(addressIn)).toEqual([{ phone_number: '+15551234567' }]);
  });

  it('counts once for every request in a call, against its caller; one that is refused does not', async () => {
    const client_digest = fixture.testEnv.keys.digest('client', '192.0.2.1');
    const request = { policy_key: 'default_access_policy', identity: { email: 'ana@example.com' } };
    const refused = { ...request, policy_key: 'unknown' };
    const requests = [request, refused, request, request];
    const ask = { organization, requests, submitted_by: null, locale: 'en', client_digest };
    // one of them fits
    fixture.countSend = (question) => (counted.push(question) === 1 ? null : 'client');
    const { succeeded } = await fixture.testEnv.bus.ask(CreateRequests, ask);
    expect(succeeded).toHaveLength(3);
    expect(counted.map((question) => question.client_digest)).toEqual(Array(3).fill(client_digest));
    expect(await notices()).toEqual(['caller_limit', 'caller_limit', undefined]);
  });

  it('past a limit is kept back, which its request’s log tells and the answer does not', async () => {
    const usual = await fixture.created();
    await takeTask(fixture.testEnv, SendNotice);
    fixture.countSend = () => 'identifier';
    const request = await fixture.created();
    expect({ ...request, id: usual.id, reference: usual.reference }).toEqual({
      ...usual,
      created_at: request.created_at,
      requested_at: request.requested_at,
    });
    const record = await takeTask(fixture.testEnv, SendNotice);
    expect(record).toMatchObject({
      kind: 'privacy_request_receipt',
      about: request.id,
      skip_reason: 'address_limit',
    });
    // staff can send it once there is room again
    expect(openContent(fixture.testEnv, record).to).toEqual({ email: 'ana@example.com' });
    expect(await logOf(request.id)).toEqual([
      ['created', 'person', null],
      ['receipt_suppressed', 'identity', 'limit per identifier'],
    ]);
  });

  it('waits while identity is down, and goes out once when it answers; the request waits for nothing', async () => {
    fixture.countSend = () => new AppError('unavailable', { what: 'identity' });
    const { id, status } = await fixture.created();
    expect(status).toBe('pending');
    expect(await fixture.waitingNotices()).toBe(0);
    expect(await logOf(id)).toContainEqual(['receipt_delayed', 'system', 'identity did not answer']);
    await fixture.testEnv.log.line((text) => text.includes('receipt deferred'));
    fixture.countSend = (question) => {
      counted.push(question);
      return null;
    };
    const notice = await takeTask(fixture.testEnv, SendNotice);
    expect([notice.kind, notice.about]).toEqual(['privacy_request_receipt', id]);
    expect(openContent(fixture.testEnv, notice).to).toEqual({ email: 'ana@example.com' });
    expect(await logOf(id)).toContainEqual(['receipt_released', 'system', null]);
    expect(fixture.testEnv.log.text).not.toContain('ana@example.com');
    const task = { organization, id, channel: 'email', count_id: counted[0]?.count_id ?? '' } as const;
    await fixture.testEnv.bus.send(SendReceipt, task, { id: 'handed-out-again' });
    await eventually('it is done', async () => (await countTasks(fixture.testEnv, SendReceipt)) === 0);
    expect(await fixture.waitingNotices()).toBe(0);
  });

  it('waits while identity is stalled, and the request of a caller with a limit is accepted all the same', async () => {
    const client_digest = fixture.testEnv.keys.digest('client', '192.0.2.8');
    const request = { policy_key: 'default_access_policy', identity: { email: 'ana@example.com' } };
    const ask = { organization, submitted_by: null, locale: 'en', client_digest, requests: [request] };
    fixture.isIdentityStalled = true;
    const { succeeded } = await fixture.testEnv.bus.ask(CreateRequests, ask);
    expect(succeeded.map(({ status }) => status)).toEqual(['pending']);
    const id = succeeded[0]?.id ?? '';
    expect(await logOf(id)).toContainEqual(['receipt_delayed', 'system', 'identity did not answer']);
    fixture.isIdentityStalled = false;
    expect(await takeTask(fixture.testEnv, SendNotice)).toMatchObject({ about: id });
    expect(counted).toMatchObject([{ client_digest, caller_counted: false }]);
  });

  it('is counted under one id however often it is asked about, and kept back past a limit', async () => {
    const asked: CountSendRequest[] = [];
    fixture.countSend = (question) =>
      asked.push(question) < 4 ? new AppError('unavailable', { what: 'identity' }) : 'identifier';
    const { id } = await fixture.created();
    await eventually('it is decided', async () =>
      (await logOf(id)).some(([what]) => what === 'receipt_suppressed'),
    );
    expect(asked).toHaveLength(4);
    expect(new Set(asked.map(({ count_id }) => count_id)).size).toBe(1);
    expect(await notices()).toEqual(['address_limit']);
  });

  it('that waits is not counted against its caller once more', async () => {
    const client_digest = fixture.testEnv.keys.digest('client', '192.0.2.7');
    fixture.countSend = () => new AppError('unavailable', { what: 'identity' });
    const request = { policy_key: 'default_access_policy', identity: { email: 'ana@example.com' } };
    const ask = { organization, submitted_by: null, locale: 'en', client_digest, requests: [request] };
    await fixture.testEnv.bus.ask(CreateRequests, ask);
    fixture.countSend = (question) => {
      counted.push(question);
      return null;
    };
    await takeTask(fixture.testEnv, SendNotice);
    expect(counted.at(-1)).toMatchObject({ client_digest, caller_counted: true });
  });
});

describe('nothing is counted', () => {
  it('where no receipt is due: by its switch, or as a client vouches for the person', async () => {
    await fixture.created({}, 'cli_staff');
    await fixture.settings({ ...isOff, send_request_receipt_notification: false });
    await fixture.created();
    expect(counted).toEqual([]);
    expect(await fixture.waitingNotices()).toBe(0);
  });

  it('for the receipt of a verified person: the code was counted', async () => {
    await fixture.settings({});
    await fixture.verified();
    expect(counted).toEqual([]);
  });
});
