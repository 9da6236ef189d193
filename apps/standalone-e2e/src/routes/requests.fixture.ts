import { fides, native, unknownRequest, type Route } from './route.fixture';

/* For specs: the routes of privacy and consent requests. */

const request = '/api/v1/privacy-request';
const consent = '/api/v1/consent-request';
export const unknownConsent = 'con_00000000-0000-4000-8000-000000000000';
const asked = [{ policy_key: 'default_access_policy', identity: { email: 'ada@example.com' } }];

export const requestRoutes: readonly Route[] = [
  fides('GET', request, { scope: 'privacy-request:read' }),
  fides('POST', request, { body: asked }),
  fides('POST', `${request}/authenticated`, { scope: 'privacy-request:create', body: asked }),
  fides('POST', `${request}/${unknownRequest}/verify`, {
    pattern: `${request}/{id}/verify`,
    body: { code: '123456' },
  }),
  fides('PATCH', `${request}/administrate/approve`, {
    scope: 'privacy-request:review',
    body: { request_ids: [unknownRequest] },
  }),
  fides('PATCH', `${request}/administrate/deny`, {
    scope: 'privacy-request:review',
    body: { request_ids: [unknownRequest], reason: 'no' },
  }),
  native('GET', `${request}/${unknownRequest}/deadlines`, {
    pattern: `${request}/{id}/deadlines`,
    scope: 'privacy-request:read',
  }),
  native('POST', `${request}/${unknownRequest}/extension`, {
    pattern: `${request}/{id}/extension`,
    scope: 'privacy-request:review',
    body: { reason: 'Archives have to be searched.' },
  }),
  native('POST', `${request}/${unknownRequest}/appeal`, {
    pattern: `${request}/{id}/appeal`,
    scope: 'privacy-request:review',
    body: { received_at: '2026-03-02T09:30:00Z' },
  }),
  native('POST', `${request}/${unknownRequest}/acknowledgement`, {
    pattern: `${request}/{id}/acknowledgement`,
    scope: 'privacy-request:review',
    body: { told_otherwise: true },
    needsBody: false,
  }),
  native('POST', `${request}/${unknownRequest}/clarification`, {
    pattern: `${request}/{id}/clarification`,
    scope: 'privacy-request:review',
    body: { question: 'Which account do you mean?' },
  }),
  native('POST', `${request}/${unknownRequest}/clarification/answer`, {
    pattern: `${request}/{id}/clarification/answer`,
    scope: 'privacy-request:review',
    body: { answered_at: '2026-03-02T09:30:00Z' },
  }),
  native('POST', `${request}/${unknownRequest}/reopen`, {
    pattern: `${request}/{id}/reopen`,
    scope: 'privacy-request:review',
  }),
  native('GET', `${request}/${unknownRequest}`, {
    pattern: `${request}/{id}`,
    scope: 'privacy-request:read',
  }),
  native('POST', `${request}/${unknownRequest}/complete`, {
    pattern: `${request}/{id}/complete`,
    scope: 'privacy-request:complete',
    body: { link_days: 5 },
    needsBody: false,
  }),
  fides('PATCH', `${request}/administrate/cancel`, {
    scope: 'privacy-request:review',
    body: { request_ids: [unknownRequest] },
  }),
  fides('POST', `${request}/search`, {
    scope: 'privacy-request:read',
    body: { status: ['pending'] },
    // without a filter, everything is listed
    needsBody: false,
  }),
  native('POST', `${request}/${unknownRequest}/decision/preview`, {
    pattern: `${request}/{id}/decision/preview`,
    scope: 'privacy-request:review',
    body: { decision: 'deny', reason: 'none' },
  }),
  fides('GET', `${request}/notification`, { scope: 'privacy-request-notifications:read' }),
  fides('PUT', `${request}/notification`, {
    scope: 'privacy-request-notifications:create_or_update',
    body: { email_addresses: ['team@example.com'], notify_after_failures: 5 },
  }),
  fides('POST', `${request}/${unknownRequest}/resubmit`, {
    pattern: `${request}/{id}/resubmit`,
    scope: 'privacy-request:create',
  }),
  fides('GET', `${request}/${unknownRequest}/verification`, { pattern: `${request}/{id}/verification` }),
  fides('POST', `${request}/${unknownRequest}/verification/session`, {
    pattern: `${request}/{id}/verification/session`,
    body: { id_token: 'a.b.c' },
  }),
  fides('POST', `${request}/${unknownRequest}/verification/address`, {
    pattern: `${request}/{id}/verification/address`,
    body: { email: 'ada@example.com' },
  }),
  fides('POST', `${request}/${unknownRequest}/verification/resend`, {
    pattern: `${request}/{id}/verification/resend`,
  }),
  fides('GET', `${request}/${unknownRequest}/log`, {
    pattern: `${request}/{id}/log`,
    scope: 'privacy-request:read',
  }),
  native('GET', `${request}/${unknownRequest}/history`, {
    pattern: `${request}/{id}/history`,
    scope: 'privacy-request:read',
  }),
  native('GET', `${request}/${unknownRequest}/assurance`, {
    pattern: `${request}/{id}/assurance`,
    scope: 'privacy-request:read',
  }),
  ...(
    [
      ['assurance', { level: 4, reason: 'harm' }],
      ['assurance/data-points', { matched: 3 }],
      ['assurance/document', { document: 'passport', copy_deleted: true }],
    ] as const
  ).map(([path, body]) =>
    native('POST', `${request}/${unknownRequest}/${path}`, {
      pattern: `${request}/{id}/${path}`,
      scope: 'privacy-request:review',
      body,
    }),
  ),
  native('GET', `${request}/${unknownRequest}/verification/receipt`, {
    pattern: `${request}/{id}/verification/receipt`,
    scope: 'privacy-request:read',
  }),
  native('GET', `${request}/${unknownRequest}/messages`, {
    pattern: `${request}/{id}/messages`,
    scope: 'messages:read',
  }),
  fides('POST', consent, { body: { identity: { email: 'ada@example.com' } } }),
  fides('POST', `${consent}/${unknownConsent}/verify`, {
    pattern: `${consent}/{id}/verify`,
    body: { code: '123456' },
  }),
  fides('GET', `${consent}/${unknownConsent}/preferences`, { pattern: `${consent}/{id}/preferences` }),
  fides('PATCH', `${consent}/${unknownConsent}/preferences`, {
    pattern: `${consent}/{id}/preferences`,
    body: { code: '123456', consent: [{ data_use: 'marketing', opt_in: false }] },
  }),
  native('GET', `${consent}/${unknownConsent}/verification/receipt`, {
    pattern: `${consent}/{id}/verification/receipt`,
    scope: 'consent:read',
  }),
  fides('GET', `${consent}/preferences`, { scope: 'consent:read' }),
  fides('POST', `${consent}/preferences`, { scope: 'consent:read', body: { email: 'ada@example.com' } }),
];
