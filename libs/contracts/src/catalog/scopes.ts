/**
 * What a token may allow. The names up to `consent:read` are those of Fides, the others
 * belong to routes of our own and of Didomi's API, which knows no scopes.
 */
export const scopes = [
  'messaging:read',
  'messaging:create_or_update',
  'messaging:delete',
  'messaging-template:update',
  'config:read',
  'config:update',
  'privacy-request:create',
  'privacy-request:read',
  'privacy-request:review',
  'privacy-request-notifications:read',
  'privacy-request-notifications:create_or_update',
  'client:create',
  'client:read',
  'client:update',
  'client:delete',
  'scope:read',
  'consent:read',
  'messages:send',
  'messages:read',
  'messages:explain',
  'privacy-request:complete',
  'consent:create_or_update',
  'consent:delete',
  'preference-center:read',
  'preference-center:create_or_update',
  'organization:create',
  'organization:read',
  'webhook:read',
  'webhook:create_or_update',
  'webhook:delete',
  'suppression:read',
  'suppression:create_or_update',
  'suppression:delete',
  'person:read',
  'person:erase',
  'person:hold',
  'law:read',
  'law:create_or_update',
  'dead-letter:read',
  'dead-letter:resend',
  'dead-letter:delete',
  'audit:read',
] as const;

export type Scope = (typeof scopes)[number];

const keptFromContributors: readonly Scope[] = [
  'messaging:create_or_update',
  'messaging:delete',
  'privacy-request-notifications:create_or_update',
  // a caller that may create clients may assign scopes
  'client:create',
  'client:read',
  'client:update',
  'client:delete',
  'organization:create',
  // an endpoint receives what happens in the whole organization
  'webhook:create_or_update',
  'webhook:delete',
  // everything that is stored about a person, at once
  'person:read',
  'person:erase',
  'person:hold',
  // they move the dates by which every request has to be answered
  'law:create_or_update',
  // lost for good
  'dead-letter:delete',
  // who did what in the whole organization
  'audit:read',
];

/** What people in each of Fides' roles may do. Clients are granted scopes, one by one. */
export const roles: Readonly<Record<string, readonly Scope[]>> = {
  owner: scopes,
  contributor: scopes.filter((scope) => !keptFromContributors.includes(scope)),
  viewer: ['messaging:read', 'privacy-request-notifications:read', 'consent:read'],
  approver: ['privacy-request:create', 'privacy-request:read', 'privacy-request:review'],
};
