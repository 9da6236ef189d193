import {
  AppError,
  CreateRequests,
  ReadRequest,
  ReviewRequests,
  VerifyRequest,
  type PrivacyRequest,
} from '@subjectline/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Stage } from '../stage.suite';

let stage: Stage;

beforeAll(async () => {
  stage = await Stage.set();
});

afterAll(() => stage?.close());

const request: PrivacyRequest = {
  id: 'pri_5b0bd0c4-6d1c-4b8f-9a83-d8b1b6a2ff01',
  status: 'pending',
  policy: { key: 'default_access_policy', name: 'Access', actions: ['access'] },
  created_at: '2026-01-05T10:00:00.000Z',
  requested_at: '2026-01-05T10:00:00.000Z',
  identity_verified_at: null,
  reviewed_at: null,
  reviewed_by: null,
  submitted_by: null,
  finished_processing_at: null,
  external_id: null,
  source: null,
  location: null,
  property_id: null,
};

describe('privacy requests', () => {
  const asked = { policy_key: 'default_access_policy', identity: { email: 'ada@example.com' } };

  it('go to their owner in the language of the person, and come back whole', async () => {
    await stage.play(CreateRequests, ({ requests, locale, submitted_by }) => {
      expect([locale, submitted_by]).toEqual(['pt-BR', null]);
      const failed = requests.flatMap(({ policy_key }, index) =>
        policy_key === 'nope' ? [{ index, reason: 'policy_unknown' as const }] : [],
      );
      return { succeeded: [request], failed };
    });
    const unknown = { ...asked, policy_key: 'nope' };
    const answer = await stage.call('POST', '/api/v1/privacy-request', [asked, unknown], {
      'accept-language': '*, pt-BR;q=0.9, en;q=0.5',
    });
    expect(answer.body).toMatchObject({
      succeeded: [{ id: request.id, status: 'pending', days_left: null, policy: { drp_action: null } }],
      failed: [{ message: 'Policy with key nope does not exist', data: unknown }],
    });
  });

  it('fail as a whole when one does not fit, or when there are 51', async () => {
    const unfit = await stage.call('POST', '/api/v1/privacy-request', [asked, { identity: { email: 'no' } }]);
    expect([unfit.status, unfit.body]).toEqual([
      422,
      {
        detail: [
          { type: 'missing', loc: ['body', 1, 'policy_key'], msg: 'Field required' },
          {
            type: 'value_error',
            loc: ['body', 1, 'identity', 'email'],
            msg: 'value is not a valid email address',
          },
        ],
      },
    ]);
    const many = await stage.call(
      'POST',
      '/api/v1/privacy-request',
      Array.from({ length: 51 }, () => asked),
    );
    expect(many.body).toEqual({
      detail: [
        {
          type: 'too_long',
          loc: ['body'],
          msg: 'List should have at most 50 items after validation, not 51',
        },
      ],
    });
  });

  it('are verified by anybody who has the code', async () => {
    await stage.play(VerifyRequest, ({ id, code }) => {
      if (code !== '482913') throw new AppError('code_incorrect', { id });
      return request;
    });
    const path = `/api/v1/privacy-request/${request.id}/verify`;
    const right = await stage.call('POST', path, { code: '482913' }, { authorization: '' });
    expect(right.body).toMatchObject({ id: request.id, status: 'pending' });
    const wrong = await stage.call('POST', path, { code: '000000' }, { authorization: '' });
    expect([wrong.status, wrong.body]).toEqual([
      403,
      { detail: `Incorrect identification code for '${request.id}'` },
    ]);
    expect((await stage.call('POST', path, { code: 482_913 })).body).toEqual({
      detail: [{ type: 'string_type', loc: ['body', 'code'], msg: 'Input should be a valid string' }],
    });
    expect((await stage.call('POST', '/api/v1/privacy-request/x%00y/verify', { code: '1' })).status).toBe(
      404,
    );
  });

  it('are reviewed by bare list or by name, and unknown ones are named', async () => {
    await stage.play(ReviewRequests, ({ ids, reason }) => {
      expect(reason).toBe("Don't");
      return {
        succeeded: [],
        failed: ids.map((_id, index) => ({ index, reason: 'request_unknown' as const })),
      };
    });
    const denied = await stage.call('PATCH', '/api/v1/privacy-request/administrate/deny', {
      request_ids: ['pri_1'],
      reason: "Don't",
    });
    expect(denied.body).toEqual({
      succeeded: [],
      failed: [
        {
          message: "No privacy request found with id 'pri_1'",
          data: { privacy_request_id: 'pri_1' },
        },
      ],
    });
    expect((await stage.call('PATCH', '/api/v1/privacy-request/administrate/approve', [])).status).toBe(422);
  });

  it('are read one by one on a route of our own, with problems of RFC 9457', async () => {
    await stage.play(ReadRequest, ({ id }) => {
      if (id !== request.id) throw new AppError('request_unknown', { id });
      return request;
    });
    expect((await stage.call('GET', `/api/v1/privacy-request/${request.id}`)).status).toBe(200);
    const unknown = await stage.call('GET', '/api/v1/privacy-request/pri_other');
    expect(unknown.headers.get('content-type')).toContain('application/problem+json');
    expect(unknown.body).toMatchObject({ type: 'urn:subjectline:error:request_unknown', status: 404 });
    const listed = await stage.call('GET', `/api/v1/privacy-request?request_id=${request.id}&status=pending`);
    expect(listed.body).toMatchObject({ items: [{ id: request.id }], total: 1, page: 1, size: 50, pages: 1 });
    expect((await stage.call('GET', '/api/v1/privacy-request?size=101')).body).toMatchObject({
      detail: [{ type: 'less_than_equal', loc: ['query', 'size'] }],
    });
  });
});
