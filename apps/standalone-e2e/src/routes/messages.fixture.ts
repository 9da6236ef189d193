import { fides, native, unknownMessage, type Route } from './route.fixture';

/* For specs: the routes of messages and their wording. */

const templates = '/api/v1/messaging/templates';
const wordings = '/api/v1/wordings';

export const messageRoutes: readonly Route[] = [
  native('POST', '/api/v1/messages', {
    scope: 'messages:send',
    body: { kind: 'test_message', to: { email: 'ada@example.com' } },
  }),
  native('GET', '/api/v1/messages', { scope: 'messages:read' }),
  native('GET', `/api/v1/messages/${unknownMessage}`, {
    pattern: '/api/v1/messages/{id}',
    scope: 'messages:read',
  }),
  native('GET', '/api/v1/inbox', { scope: 'messages:read' }),
  native('GET', '/api/v1/reports', { scope: 'messages:read' }),
  native('POST', '/api/v1/messages/batch', {
    scope: 'messages:send',
    body: { messages: [{ kind: 'test_message', to: { email: 'ada@example.com' } }] },
  }),
  native('POST', '/api/v1/messages/explain', {
    scope: 'messages:explain',
    body: { to: { email: 'ada@example.com' }, about: 'pri_1', kind: 'test_message' },
  }),
  native('POST', '/api/v1/messages/search', {
    scope: 'messages:read',
    body: { to: { email: 'ada@example.com' }, state: 'failed', created_gt: '2026-03-02T09:30:00Z' },
  }),
  native('POST', `/api/v1/messages/${unknownMessage}/cancel`, {
    pattern: '/api/v1/messages/{id}/cancel',
    scope: 'messages:send',
  }),
  native('POST', `/api/v1/messages/${unknownMessage}/resend`, {
    pattern: '/api/v1/messages/{id}/resend',
    scope: 'messages:send',
  }),
  native('POST', `/api/v1/messages/${unknownMessage}/send-now`, {
    pattern: '/api/v1/messages/{id}/send-now',
    scope: 'messages:send',
  }),
  fides('POST', '/api/v1/messaging/test/mailgun', {
    pattern: '/api/v1/messaging/test/{service_type}',
    scope: 'messaging:create_or_update',
    body: { to_identity: { email: 'ada@example.com' } },
  }),
  fides('POST', '/api/v1/messaging/config/test', {
    scope: 'messaging:create_or_update',
    body: { email: 'ada@example.com' },
  }),
  native('GET', '/api/v1/messaging/config/none/reports', {
    pattern: '/api/v1/messaging/config/{config_key}/reports',
    scope: 'messaging:read',
  }),
  native('POST', '/api/v1/messaging/config/none/reports', {
    pattern: '/api/v1/messaging/config/{config_key}/reports',
    scope: 'messaging:create_or_update',
  }),
  native('POST', '/api/v1/messaging/config/none/check', {
    pattern: '/api/v1/messaging/config/{config_key}/check',
    scope: 'messaging:create_or_update',
  }),
  native('POST', '/api/v1/messaging/config/none/test', {
    pattern: '/api/v1/messaging/config/{config_key}/test',
    scope: 'messaging:create_or_update',
    body: { to_identity: { email: 'ada@example.com' } },
  }),
  fides('GET', templates, { scope: 'messaging-template:update' }),
  fides('PUT', templates, {
    scope: 'messaging-template:update',
    body: [
      { type: 'subject_identity_verification', content: { subject: 'Code', body: '__CODE__ __MINUTES__' } },
    ],
  }),
  fides('GET', `${templates}/default/subject_identity_verification`, {
    pattern: `${templates}/default/{template_type}`,
    scope: 'messaging-template:update',
  }),
  ...(['GET', 'DELETE'] as const).map((method) =>
    fides(method, `${templates}/none`, {
      pattern: `${templates}/{template_id}`,
      scope: 'messaging-template:update',
    }),
  ),
  ...(['sms', 'text'] as const).flatMap((part) => {
    const path = `${templates}/subject_identity_verification/${part}`;
    const pattern = `${templates}/{template_type}/${part}`;
    const scope = 'messaging-template:update';
    return [
      native('GET', path, { pattern, scope }),
      native('PUT', path, { pattern, scope, body: { [part]: '__CODE__ is good for __MINUTES__ minutes' } }),
    ];
  }),
  native('GET', wordings, { scope: 'messaging:read' }),
  native('GET', `${wordings}/correspondence`, { pattern: `${wordings}/{kind}`, scope: 'messaging:read' }),
  native('PATCH', `${wordings}/correspondence`, {
    pattern: `${wordings}/{kind}`,
    scope: 'messaging-template:update',
    body: { subject: 'A question', html: '<p>{{message_body}}</p>', reply_to: ['privacy@example.com'] },
  }),
  native('DELETE', `${wordings}/correspondence`, {
    pattern: `${wordings}/{kind}`,
    scope: 'messaging-template:update',
  }),
  native('POST', `${wordings}/correspondence/preview`, {
    pattern: `${wordings}/{kind}/preview`,
    scope: 'messaging:read',
    body: { channel: 'email', changes: { subject: 'A question' }, variables: { message_body: 'Why?' } },
  }),
  native('POST', `${wordings}/correspondence/test`, {
    pattern: `${wordings}/{kind}/test`,
    scope: 'messages:send',
    body: { to: { email: 'ada@example.com' } },
  }),
  native('GET', `${wordings}/correspondence/versions`, {
    pattern: `${wordings}/{kind}/versions`,
    scope: 'messaging:read',
  }),
  native('GET', `${wordings}/correspondence/versions/1`, {
    pattern: `${wordings}/{kind}/versions/{version}`,
    scope: 'messaging:read',
  }),
  native('POST', `${wordings}/correspondence/versions/1/restore`, {
    pattern: `${wordings}/{kind}/versions/{version}/restore`,
    scope: 'messaging-template:update',
  }),
];
