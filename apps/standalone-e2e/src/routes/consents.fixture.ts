import { didomi, native, type Route } from './route.fixture';

/* For specs: the routes of Didomi's API about consents and the way into a Preference Center. */

const events = '/consents/events';
const users = '/consents/users';
const proofs = '/consents/proofs';
const providers = '/auth-providers';
const otp = '/auth/protocols/otp';
const link = '/auth/protocols/message/callback';

const one = (method: string, folder: string, rest: Partial<Route>): Route =>
  didomi(method, `${folder}/none`, { pattern: `${folder}/{id}`, ...rest });

export const consentRoutes: readonly Route[] = [
  didomi('POST', events, {
    scope: 'consent:create_or_update',
    body: { consents: { purposes: [{ id: 'newsletter', enabled: true }] } },
  }),
  native('GET', '/api/v1/consent-events/pending', { scope: 'consent:read' }),
  native('POST', '/api/v1/consent-users/search', {
    scope: 'consent:read',
    body: { organization_user_id: 'ada@example.com' },
  }),
  didomi('GET', events, { scope: 'consent:read' }),
  one('GET', events, { scope: 'consent:read' }),
  one('PATCH', events, { scope: 'consent:create_or_update', body: { status: 'confirmed' } }),
  one('DELETE', events, { scope: 'consent:delete' }),
  didomi('POST', `${events}/none/resend`, {
    pattern: `${events}/{id}/resend`,
    scope: 'consent:create_or_update',
  }),
  didomi('DELETE', events, { scope: 'consent:delete' }),
  didomi('GET', users, { scope: 'consent:read' }),
  one('GET', users, { scope: 'consent:read' }),
  didomi('POST', users, {
    scope: 'consent:create_or_update',
    body: { organization_user_id: 'ada@example.com' },
  }),
  one('PATCH', users, { scope: 'consent:create_or_update', body: { country: 'FR' } }),
  one('DELETE', users, { scope: 'consent:delete' }),
  didomi('POST', proofs, {
    scope: 'consent:create_or_update',
    body: { data: 'data:application/pdf;base64,JVBERi0xLjcK' },
  }),
  one('GET', proofs, { scope: 'consent:read' }),
  didomi('POST', '/consents/tokens', {
    scope: 'consent:create_or_update',
    body: { organization_user_id: 'ada@example.com' },
  }),
  didomi('POST', '/consents/links', {
    scope: 'consent:create_or_update',
    body: { organization_user_id: 'ada@example.com', action: 'event.update', event: { id: 'none' } },
  }),
  didomi('GET', '/consents/approvers', { scope: 'preference-center:read' }),
  didomi('PUT', '/consents/approvers', {
    scope: 'preference-center:create_or_update',
    body: { approvers: ['privacy@example.com'] },
  }),
  didomi('GET', providers, { scope: 'preference-center:read' }),
  didomi('POST', providers, { scope: 'preference-center:create_or_update', body: { type: 'message' } }),
  one('PATCH', providers, { scope: 'preference-center:create_or_update', body: { is_default: true } }),
  one('GET', providers, { scope: 'preference-center:read' }),
  one('DELETE', providers, { scope: 'preference-center:create_or_update' }),
  didomi('GET', '/auth/initiate?key=default', { pattern: '/auth/initiate' }),
  ...[`${otp}/generate`, link].flatMap((pattern) => [
    didomi('GET', pattern, { pattern }),
    didomi('POST', `${pattern}?key=default`, { pattern, body: { id: 'no address' }, needsBody: false }),
  ]),
  didomi('POST', `${otp}/verify?key=default`, {
    pattern: `${otp}/verify`,
    body: { code: '123456', organization_user_id: 'ada@example.com' },
  }),
];
