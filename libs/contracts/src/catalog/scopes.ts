import { defaultOrganization } from '../values/rules';

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
  'user:create',
  'user:read',
  'user:update',
  'user:delete',
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
  'organization:update',
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
  'organization:update',
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

/** As at Fides: people with this role see settings and messages, and no privacy requests. */
const viewer: readonly Scope[] = [
  'messaging:read',
  'config:read',
  'privacy-request-notifications:read',
  'client:read',
  'scope:read',
  'consent:read',
  'user:read',
  'messages:read',
  'preference-center:read',
  'organization:read',
  'webhook:read',
  'suppression:read',
  'law:read',
];

const approver: readonly Scope[] = [
  'privacy-request:create',
  'privacy-request:read',
  'privacy-request:review',
  'user:read',
];

export const roleNames = ['owner', 'contributor', 'viewer', 'approver', 'viewer_and_approver'] as const;
export type RoleName = (typeof roleNames)[number];

/** Without those that are for the default organization, which makes the others. */
export function scopesInside(organization: string, granted: readonly string[]): string[] {
  return granted.filter(
    (scope) => organization === defaultOrganization || !scope.startsWith('organization:'),
  );
}

/** What people in each of Fides' roles may do. Clients are granted scopes, one by one. */
export const roles: Readonly<Record<RoleName, readonly Scope[]>> = {
  owner: scopes,
  contributor: scopes.filter((scope) => !keptFromContributors.includes(scope)),
  viewer,
  approver,
  viewer_and_approver: [...new Set([...viewer, ...approver])],
};

export function scopesOfRole(role: RoleName, organization: string): string[] {
  return scopesInside(organization, roles[role]);
}
