import {
  AppError,
  CreateConsentRequest,
  FindConsent,
  ListConsent,
  ReadConsent,
  SaveConsent,
  VerifyConsentRequest,
  type CreateConsentRequestRequest,
  type ListConsentRequest,
  type SaveConsentRequest,
} from '@subjectline/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestGateway } from '../testing/test-gateway.fixture';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await TestGateway.start();
});
afterAll(() => gateway?.close());

const id = 'con_5b0bd0c4-6d1c-4b8f-9a83-d8b1b6a2ff01';
const said = { data_use: 'marketing', opt_in: false };
const shown = { ...said, data_use_description: null, has_gpc_flag: false, conflicts_with_gpc: false };
const withoutToken = { authorization: '' };

describe('a consent request', () => {
  /** Plays its owner. */
  let answerOf: (question: CreateConsentRequestRequest) => { id: string };

  beforeAll(() => gateway.play(CreateConsentRequest, (question) => answerOf(question)));

  it('needs no token and returns its id', async () => {
    let heard: CreateConsentRequestRequest | undefined;
    answerOf = (question) => {
      heard = question;
      return { id };
    };
    const body = { identity: { email: 'ada@example.com' }, source: 'Privacy Center' };
    const answer = await gateway.call('POST', '/api/v1/consent-request', body, withoutToken);
    expect([answer.status, answer.body]).toEqual([200, { consent_request_id: id }]);
    expect(heard).toMatchObject({ organization: 'default', ...body, locale: 'en' });
    for (const unfit of [
      {},
      { identity: 'x' },
      { identity: { email: 'x' } },
      { identity: { loyalty: '7' } },
      [],
    ]) {
      expect((await gateway.call('POST', '/api/v1/consent-request', unfit, withoutToken)).status).toBe(422);
    }
  });

  it.each([
    [new AppError('property_unknown'), 400, 'The property id provided is invalid'],
    [
      new AppError('identity_missing', { wanted: 'email, phone_number, external_id, fides_user_device_id' }),
      400,
      'The identity needs at least one of: email, phone_number, external_id, fides_user_device_id.',
    ],
    [
      new AppError('verification_unsendable', { why: 'no_messaging' }),
      422,
      'Verification message could not be sent.',
    ],
  ])('is refused with %s', async (refusal, status, detail) => {
    answerOf = () => {
      throw refusal;
    };
    const answer = await gateway.call('POST', '/api/v1/consent-request', { identity: {} }, withoutToken);
    expect([answer.status, answer.body]).toEqual([status, { detail }]);
  });

  it('is verified with a code, in Fides’ shape', async () => {
    await gateway.play(VerifyConsentRequest, (question) => {
      if (question.id !== id) throw new AppError('consent_unknown', { id: question.id });
      if (question.code === '1') throw new AppError('code_expired', { id });
      if (question.code === '2') throw new AppError('code_incorrect', { id });
      if (question.code === '3') throw new AppError('code_limit', { id });
      return { consent: question.code === '4' ? null : [said] };
    });
    const verify = async (code: string, of = id) => {
      const path = `/api/v1/consent-request/${of}/verify`;
      const { status, body } = await gateway.call('POST', path, { code }, withoutToken);
      return [status, body];
    };
    expect(await verify('482913')).toEqual([200, { consent: [shown] }]);
    expect(await verify('4')).toEqual([200, { consent: null }]);
    expect(await verify('1')).toEqual([400, { detail: `Identification code expired for ${id}.` }]);
    expect(await verify('2')).toEqual([403, { detail: `Incorrect identification code for '${id}'` }]);
    expect(await verify('3')).toEqual([403, { detail: `Attempt limit hit for '${id}'` }]);
    expect(await verify('482913', 'con_x')).toEqual([404, { detail: 'Consent request not found' }]);
    expect(await verify('482913', 'x%00')).toEqual([404, { detail: 'Consent request not found' }]);
  });

  it('shows preferences without a code only if none is required', async () => {
    let isDisabled = false;
    await gateway.play(ReadConsent, (question) => {
      if (!isDisabled) throw new AppError('consent_needs_code');
      if (question.id !== id) throw new AppError('consent_unknown');
      return { consent: [said] };
    });
    const path = `/api/v1/consent-request/${id}/preferences`;
    for (const of of [path, '/api/v1/consent-request/x%00/preferences']) {
      const refused = await gateway.call('GET', of, undefined, withoutToken);
      expect([refused.status, refused.body]).toEqual([
        400,
        { detail: expect.stringContaining('disable_consent_identity_verification') },
      ]);
    }
    isDisabled = true;
    expect((await gateway.call('GET', path, undefined, withoutToken)).body).toEqual({ consent: [shown] });
    const unknown = await gateway.call(
      'GET',
      '/api/v1/consent-request/con_x/preferences',
      undefined,
      withoutToken,
    );
    expect([unknown.status, unknown.body]).toEqual([404, { detail: 'Consent request not found' }]);
  });

  it('accepts changes together with the code', async () => {
    let heard: SaveConsentRequest | undefined;
    await gateway.play(SaveConsent, (question) => {
      heard = question;
      if (question.policy_key === 'none') throw new AppError('policy_unknown', { key: 'none' });
      return { consent: question.consent };
    });
    const path = `/api/v1/consent-request/${id}/preferences`;
    const body = {
      code: '482913',
      consent: [said],
      executable_options: [{ data_use: 'marketing', executable: true }],
      browser_identity: { ga_client_id: 'GA1' },
    };
    const saved = await gateway.call('PATCH', path, body, withoutToken);
    expect([saved.status, saved.body]).toEqual([200, { consent: [shown] }]);
    expect(heard).toMatchObject({ ...body, id });
    const refused = await gateway.call('PATCH', path, { ...body, policy_key: 'none' }, withoutToken);
    expect([refused.status, refused.body]).toEqual([400, { detail: 'Policy with key none does not exist' }]);
    const unfit = await gateway.call('PATCH', path, { consent: [{ data_use: 'marketing' }] }, withoutToken);
    expect(unfit.body).toMatchObject({
      detail: [{ type: 'missing', loc: ['body', 'consent', 0, 'opt_in'] }],
    });
  });
});

describe('preferences', () => {
  it('are found by address, with the scope to read them', async () => {
    await gateway.play(FindConsent, ({ identity }) => {
      if (!identity.email) throw new AppError('identity_missing', { wanted: 'email, phone_number' });
      if (identity.email !== 'ada@example.com') throw new AppError('person_unknown');
      return { consent: [said] };
    });
    const find = async (body: object) => {
      const { status, body: answer } = await gateway.call(
        'POST',
        '/api/v1/consent-request/preferences',
        body,
      );
      return [status, answer];
    };
    expect(await find({ email: 'ada@example.com' })).toEqual([200, { consent: [shown] }]);
    expect(await find({ email: 'eve@example.com' })).toMatchObject([404, { detail: expect.any(String) }]);
    expect(await find({ external_id: 'x' })).toMatchObject([
      400,
      { detail: expect.stringContaining('email') },
    ]);
    const { status } = await gateway.call('POST', '/api/v1/consent-request/preferences', {}, withoutToken);
    expect(status).toBe(401);
  });

  it('are reported by the page', async () => {
    let heard: ListConsentRequest | undefined;
    const moment = '2026-01-05T10:00:00.000Z';
    await gateway.play(ListConsent, (question) => {
      heard = question;
      const item = {
        ...said,
        id: 'per_1',
        identity: { email: 'ada@example.com' },
        created_at: moment,
        updated_at: moment,
      };
      return { items: [item], total: 1 };
    });
    const path =
      '/api/v1/consent-request/preferences?opt_in=false&data_use=marketing&updated_gt=2026-01-01&size=10';
    const report = await gateway.call('GET', path);
    expect(report.body).toEqual({
      items: [
        {
          id: 'per_1',
          identity: { email: 'ada@example.com' },
          ...shown,
          created_at: moment,
          updated_at: moment,
        },
      ],
      total: 1,
      page: 1,
      size: 10,
      pages: 1,
    });
    expect(heard).toMatchObject({
      opt_in: false,
      data_use: 'marketing',
      updated_gt: '2026-01-01T00:00:00.000Z',
    });
    expect((await gateway.call('GET', '/api/v1/consent-request/preferences?opt_in=maybe')).status).toBe(422);
  });
});
