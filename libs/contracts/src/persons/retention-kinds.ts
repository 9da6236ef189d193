/** Something of a person that is kept, and when it goes. An erasure (docs/persons.md) takes it sooner. */
export interface RetentionKind {
  readonly what: string;
  readonly kept: string;
  /** The setting that changes the period. */
  readonly setting: string | null;
  /** The file that deletes it. Null: it goes with what it belongs to, or is kept until it is erased. */
  readonly job: string | null;
}

const requests = 'apps/requests/src/retention/retention.service.ts';
const dispatch = 'apps/dispatch/src/retention/retention.service.ts';

/** Every kind, as docs/retention.md lists it. The keys are labels of `subjectline_retention_removed_total`. */
export const retentionKinds = {
  request_identity: {
    what: 'who asks: address, number, ids, and what they wrote into the form',
    kept: '90 days after the request is closed, or its person left its steps undone',
    setting: 'SUBJECTLINE_CLOSED_REQUEST_DAYS',
    job: requests,
  },
  unverified_request: {
    what: 'the same of a stranger, and of a consent request, that were not verified',
    kept: '7 days; at least SUBJECTLINE_VERIFICATION_DAYS',
    setting: 'SUBJECTLINE_UNVERIFIED_REQUEST_DAYS',
    job: requests,
  },
  request_note: {
    what: 'what staff wrote down',
    kept: 'as the identity',
    setting: 'SUBJECTLINE_CLOSED_REQUEST_DAYS',
    job: requests,
  },
  request_record: {
    what: 'what was asked and decided when, with keyed digests of who asked',
    kept: '3 years after the request is closed',
    setting: 'SUBJECTLINE_RECORD_DAYS',
    job: requests,
  },
  verification_receipt: {
    what: 'the signed statement of a verification, with a keyed digest of the address',
    kept: 'as the record; of a consent request 3 years',
    setting: 'SUBJECTLINE_RECORD_DAYS',
    job: requests,
  },
  consent_request: {
    what: 'who asked to see or change preferences',
    kept: '90 days after it was verified',
    setting: 'SUBJECTLINE_CLOSED_REQUEST_DAYS',
    job: requests,
  },
  preferences: { what: 'whose preferences are saved', kept: 'until it is erased', setting: null, job: null },
  person_record: {
    what: 'keyed digests of persons that were looked at, erased or held',
    kept: '3 years after the look, the erasure or the end of the hold',
    setting: 'SUBJECTLINE_RECORD_DAYS',
    job: requests,
  },
  erasure_scope: {
    what: 'whom an erasure is of',
    kept: 'until the erasure is done',
    setting: null,
    job: 'apps/requests/src/erasures/erasure.store.ts',
  },
  consent_user: {
    what: 'a consent user: ids, address, country, metadata',
    kept: 'until it is deleted or erased; the email until its last event is deleted',
    setting: null,
    job: 'apps/consents/src/events/event-removal.service.ts',
  },
  consent_event: {
    what: 'choices, and who may approve them',
    kept: 'until it is deleted or erased',
    setting: null,
    job: null,
  },
  consent_document: {
    what: 'a document that proves a choice',
    kept: 'until the last event that names it is deleted, or it is erased',
    setting: null,
    job: 'apps/consents/src/proofs/proof.store.ts',
  },
  consent_link: {
    what: 'what a link of an API client does',
    kept: '31 days after it was made',
    setting: null,
    job: 'apps/consents/src/links/link.store.ts',
  },
  sign_in: {
    what: 'a sign-in that has been started',
    kept: '1 day',
    setting: null,
    job: 'apps/consents/src/sign-in/sign-in.store.ts',
  },
  challenge: {
    what: 'keyed digests of a code or link and its address',
    kept: '180 days after it expired; the digest of the code until it is used',
    setting: null,
    job: 'apps/identity/src/challenge/challenge.store.ts',
  },
  limit_use: {
    what: 'keyed digests of addresses and callers that messages are counted for',
    kept: 'the longest period of the limits',
    setting: null,
    job: 'apps/identity/src/limits/usage.store.ts',
  },
  message_content: {
    what: 'recipient, variables and digest of the text of a message',
    kept: '30 days after it ended',
    setting: 'SUBJECTLINE_MESSAGE_CONTENT_DAYS',
    job: 'apps/dispatch/src/retention/old-contents.service.ts',
  },
  inbox_message: {
    what: 'a message that the built-in inbox keeps',
    kept: '30 days',
    setting: 'SUBJECTLINE_MESSAGE_CONTENT_DAYS',
    job: dispatch,
  },
  message_record: {
    what: 'what was sent when and its outcome, with keyed digests of the recipient',
    kept: '3 years after the message ended',
    setting: 'SUBJECTLINE_RECORD_DAYS',
    job: dispatch,
  },
  suppression: {
    what: 'the keyed digest of an address that nothing is sent to',
    kept: 'until it expires or is removed',
    setting: null,
    job: dispatch,
  },
  report_token: {
    what: 'the signature of a delivery report, and a digest of it',
    kept: '4 days',
    setting: null,
    job: dispatch,
  },
  audit_entry: {
    what: 'who did what: ids, names of fields, and keyed digests of persons that were looked at',
    kept: '3 years',
    setting: 'SUBJECTLINE_RECORD_DAYS',
    job: 'apps/config/src/audit/audit-retention.service.ts',
  },
  webhook_event: {
    what: 'what was sent to a webhook endpoint',
    kept: '30 days',
    setting: 'SUBJECTLINE_WEBHOOK_DAYS',
    job: 'apps/webhooks/src/retention/retention.service.ts',
  },
  console_session: {
    what: 'a console session: its browser, and digests of its token and its sign-in by OpenID Connect',
    kept: 'until it ends: 12 hours after its last use, 7 days after the sign-in',
    setting: null,
    job: 'apps/config/src/sessions/ended-sessions.ts',
  },
  staff: {
    what: 'addresses and names of staff: alerts, default approvers, API clients, operators, brands, senders',
    kept: 'until they are changed',
    setting: null,
    job: null,
  },
  queued_message: {
    what: 'tasks and events on their way to the broker, sealed where they hold an address',
    kept: 'until every reader has them',
    setting: null,
    job: 'libs/storage/src/outbox/published.ts',
  },
  idempotent_reply: {
    what: 'the sealed reply that a repeated call gets',
    kept: '24 hours',
    setting: null,
    job: 'libs/storage/src/calls/once.ts',
  },
} as const satisfies Readonly<Record<string, RetentionKind>>;

export type RetentionKindName = keyof typeof retentionKinds;
