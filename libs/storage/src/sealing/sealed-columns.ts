import { byStoringService, type StoringServiceName } from '@subjectline/contracts';

/** A column that holds sealed text. */
export interface SealedColumn {
  readonly table: string;
  readonly column: string;
  /** SQL for what its values are bound to; the service seals and opens with the same. */
  readonly context: string;
}

const boundTo = (purpose: string, id?: string): string =>
  `'${purpose}:' || organization${id === undefined ? '' : ` || ':' || ${id}`}`;

function sealed(table: string, column: string, purpose: string, id?: string): SealedColumn {
  return { table, column, context: boundTo(purpose, id) };
}

/** The answers of calls under an idempotency key, which every service has. */
const replies: SealedColumn = {
  table: 'idempotency_keys',
  column: 'sealed_reply',
  context: "'idempotent-reply:' || id",
};

const ownColumns: Readonly<Partial<Record<StoringServiceName, readonly SealedColumn[]>>> = {
  config: [
    sealed('providers', 'sealed_secrets', 'provider-secrets', 'key'),
    sealed('operators', 'sealed_person', 'operator', 'id'),
  ],
  requests: [
    sealed('requests', 'sealed_identity', 'request-identity', 'id'),
    sealed('requests', 'sealed_details', 'request-details', 'id'),
    sealed('request_alerts', 'sealed_addresses', 'request-alert'),
    sealed('consent_requests', 'sealed_identity', 'request-identity', 'id'),
    sealed('consent_requests', 'sealed_details', 'request-details', 'id'),
    sealed('consent_persons', 'sealed_identity', 'request-identity', 'id'),
    sealed('request_notes', 'sealed_value', 'request-note', 'id'),
    sealed('person_erasures', 'sealed_scope', 'person-erasure', 'id'),
    { table: 'signing_keys', column: 'sealed_private', context: "'signing-key:' || id" },
  ],
  consents: [
    sealed('users', 'sealed_person', 'consent-person', 'id'),
    sealed('events', 'sealed_content', 'consent-event', 'id'),
    sealed('approvals', 'sealed_approver', 'consent-approver', 'id'),
    sealed('intents', 'sealed_reason', 'consent-reason', 'about'),
    sealed('choice_snapshots', 'sealed_choices', 'consent-choices', "user_id || ':' || regulation"),
    sealed('proofs', 'sealed_content', 'consent-proof', 'id'),
    sealed('default_approvers', 'sealed_approvers', 'consent-approvers', "'default'"),
    sealed('links', 'sealed_content', 'consent-link', 'id'),
    sealed('sign_ins', 'sealed_content', 'consent-sign-in', 'id'),
  ],
  dispatch: [
    sealed('messages', 'sealed_content', 'message', 'id'),
    sealed('inbox', 'sealed_message', 'inbox', 'id'),
  ],
  webhooks: [
    sealed('endpoints', 'sealed_secret', 'webhook-secret', 'id'),
    sealed('endpoints', 'sealed_previous_secret', 'webhook-secret', 'id'),
  ],
};

/** Every sealed column of every service: what a change of keys has to look at. A spec compares it with the schemas. */
export const sealedColumns = byStoringService((name) => [...(ownColumns[name] ?? []), replies]);
