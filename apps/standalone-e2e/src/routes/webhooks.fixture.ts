import { native, type Route } from './route.fixture';

/* For specs: the routes of outgoing webhooks, of the suppression list, of dead letters, of persons and of the audit trail. */

const endpoints = '/api/v1/webhooks/endpoints';
export const unknownEndpointId = 'whk_00000000-0000-4000-8000-000000000000';
const unknownEndpoint = `${endpoints}/${unknownEndpointId}`;
const deliveries = '/api/v1/webhooks/deliveries';
export const unknownDeliveryId = 'whd_00000000-0000-4000-8000-000000000000';
const unknownDelivery = `${deliveries}/${unknownDeliveryId}`;

const suppressions = '/api/v1/suppressions';
export const unknownSuppressionId = 'sup_00000000-0000-4000-8000-000000000000';

export const suppressionRoutes: readonly Route[] = [
  native('GET', suppressions, { scope: 'suppression:read' }),
  native('POST', `${suppressions}/search`, {
    scope: 'suppression:read',
    body: { email: 'ada@example.com' },
  }),
  native('POST', suppressions, {
    scope: 'suppression:create_or_update',
    body: { email: 'ada@example.com' },
  }),
  native('DELETE', `${suppressions}/${unknownSuppressionId}`, {
    pattern: `${suppressions}/{id}`,
    scope: 'suppression:delete',
  }),
];

const deadLetters = '/api/v1/dead-letters';

export const deadLetterRoutes: readonly Route[] = [
  native('GET', deadLetters, { scope: 'dead-letter:read' }),
  native('POST', `${deadLetters}/4711/resend`, {
    pattern: `${deadLetters}/{sequence}/resend`,
    scope: 'dead-letter:resend',
  }),
  native('DELETE', `${deadLetters}/4711`, {
    pattern: `${deadLetters}/{sequence}`,
    scope: 'dead-letter:delete',
  }),
];

const persons = '/api/v1/persons';
export const unknownErasureId = 'ers_00000000-0000-4000-8000-000000000000';
export const unknownHoldId = 'hld_00000000-0000-4000-8000-000000000000';

export const personRoutes: readonly Route[] = [
  native('POST', `${persons}/export`, { scope: 'person:read', body: { email: 'ada@example.com' } }),
  native('GET', `${persons}/looks`, { scope: 'person:read' }),
  native('POST', `${persons}/erase`, { scope: 'person:erase', body: { email: 'erased@example.com' } }),
  native('GET', `${persons}/erase/${unknownErasureId}`, {
    pattern: `${persons}/erase/{id}`,
    scope: 'person:erase',
  }),
  native('PUT', `${persons}/hold`, {
    scope: 'person:hold',
    body: { email: 'ada@example.com', reason: 'litigation' },
  }),
  native('GET', `${persons}/hold`, { scope: 'person:hold' }),
  native('DELETE', `${persons}/hold/${unknownHoldId}`, {
    pattern: `${persons}/hold/{id}`,
    scope: 'person:hold',
  }),
];

export const auditPath = '/api/v1/audit';

export const auditRoutes: readonly Route[] = ['', '/export', '/verify'].map((part) =>
  native('GET', `${auditPath}${part}`, { scope: 'audit:read' }),
);

export const webhookRoutes: readonly Route[] = [
  native('POST', endpoints, {
    scope: 'webhook:create_or_update',
    body: { url: 'https://hooks.example.com/subjectline', event_types: ['privacy_request.changed'] },
  }),
  native('GET', endpoints, { scope: 'webhook:read' }),
  native('GET', unknownEndpoint, { pattern: `${endpoints}/{id}`, scope: 'webhook:read' }),
  native('PATCH', unknownEndpoint, {
    pattern: `${endpoints}/{id}`,
    scope: 'webhook:create_or_update',
    body: { enabled: false },
  }),
  native('DELETE', unknownEndpoint, { pattern: `${endpoints}/{id}`, scope: 'webhook:delete' }),
  native('POST', `${unknownEndpoint}/secret`, {
    pattern: `${endpoints}/{id}/secret`,
    scope: 'webhook:create_or_update',
    body: { overlap_seconds: 60 },
    needsBody: false,
  }),
  native('GET', `${unknownEndpoint}/deliveries`, {
    pattern: `${endpoints}/{id}/deliveries`,
    scope: 'webhook:read',
  }),
  native('POST', `${unknownEndpoint}/test`, {
    pattern: `${endpoints}/{id}/test`,
    scope: 'webhook:create_or_update',
  }),
  native('POST', `${unknownEndpoint}/replay`, {
    pattern: `${endpoints}/{id}/replay`,
    scope: 'webhook:create_or_update',
    body: { since: '2026-03-02T09:30:00Z' },
  }),
  native('GET', unknownDelivery, { pattern: `${deliveries}/{id}`, scope: 'webhook:read' }),
  native('POST', `${unknownDelivery}/replay`, {
    pattern: `${deliveries}/{id}/replay`,
    scope: 'webhook:create_or_update',
  }),
];
