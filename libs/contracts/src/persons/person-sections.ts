import type { StoringServiceName } from '../contract/define';

/** What each service may hold of a person, by section. The texts are headings of the readable export. */
export const personSections = {
  config: {
    operators: 'Accounts of the console',
    idempotent_replies: 'Replies kept for repeated calls (config)',
  },
  identity: {
    challenges: 'Codes and links to prove an address',
    limits: 'Messages counted for an address',
    idempotent_replies: 'Replies kept for repeated calls (identity)',
  },
  requests: {
    privacy_requests: 'Privacy requests',
    consent_requests: 'Requests to see or change preferences',
    preferences: 'Saved preferences',
    alert_recipients: 'Recipients of alerts to staff',
    idempotent_replies: 'Replies kept for repeated calls (requests)',
  },
  consents: {
    users: 'Consent users',
    events: 'Consent events',
    delegations: 'Consent events of others decided as their delegate',
    approvals: 'Consent events to approve',
    approvers: 'Default approvers',
    proofs: 'Documents that prove a choice',
    links: 'Links that act on a choice',
    sign_ins: 'Sign-ins to the Preference Center',
    idempotent_replies: 'Replies kept for repeated calls (consents)',
  },
  dispatch: {
    messages: 'Messages',
    inbox: 'Messages in the development inbox',
    suppressions: 'Suppressions',
    idempotent_replies: 'Replies kept for repeated calls (dispatch)',
  },
  webhooks: {
    events: 'Events sent to webhook endpoints',
    idempotent_replies: 'Replies kept for repeated calls (webhooks)',
  },
} as const satisfies Partial<Record<StoringServiceName, Readonly<Record<string, string>>>>;

export type PersonService = keyof typeof personSections;
export type SectionOf<Service extends PersonService> = keyof (typeof personSections)[Service] & string;

/** `service.section`, in the order of an export. */
export const personSectionNames: readonly string[] = Object.entries(personSections).flatMap(
  ([service, sections]) => Object.keys(sections).map((section) => `${service}.${section}`),
);

export const personServices = Object.keys(personSections) as PersonService[];
