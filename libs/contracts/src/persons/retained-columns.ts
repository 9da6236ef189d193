import type { StoringServiceName } from '../contract/define';
import type { RetentionKindName } from './retention-kinds';

/**
 * Columns that hold nothing of a person. `ids`: of requests, messages, organizations, clients, configs. `states`: words of a
 * fixed set, and versions. `settings`: what operators entered. `internals`: of the service itself.
 */
export const plainKinds = ['ids', 'states', 'settings', 'internals'] as const;

/** The columns of a table by what they hold, separated by spaces. */
type TableColumns = Readonly<Partial<Record<RetentionKindName | (typeof plainKinds)[number], string>>>;

/** Tables that every service with a database has. */
const common: Readonly<Record<string, TableColumns>> = {
  outbox: { queued_message: 'payload', ids: 'id request_id trace_parent', internals: 'subject' },
  idempotency_keys: { ids: 'organization', idempotent_reply: 'id body_digest sealed_reply' },
  key_canaries: { internals: 'key_id sealed' },
  store_mark: { internals: 'streams incident' },
  health_probe: { internals: 'filler' },
};

/** Every column that could hold something of a person: times, numbers and flags need no row. A spec compares it with the schemas. */
export const retainedColumns: Readonly<Record<StoringServiceName, Readonly<Record<string, TableColumns>>>> = {
  config: {
    ...common,
    application_settings: { ids: 'organization', settings: 'document' },
    providers: { ids: 'organization key', states: 'service_type', settings: 'name details sealed_secrets' },
    provider_fallbacks: { ids: 'organization key', states: 'channel' },
    clients: {
      staff: 'name description',
      ids: 'id organization',
      settings: 'scopes secret_salt secret_digest',
    },
    organizations: { ids: 'id', settings: 'name' },
    brands: {
      staff: 'document',
      ids: 'organization property_id logo_id',
      settings: 'logo',
      states: 'logo_type',
    },
    operators: {
      staff: 'sealed_person person_digests',
      ids: 'id organization',
      states: 'role locale',
    },
    sessions: {
      console_session: 'token_digest browser',
      ids: 'id organization owner_id',
      states: 'owner_kind owner_epoch',
    },
    used_sign_ins: { console_session: 'digest' },
    audit_begun: { audit_entry: 'entry', ids: 'organization id' },
    audit_entries: {
      audit_entry: 'persons',
      ids: 'organization id actor_id targets request_id',
      states: 'kind actor_kind action fields outcome',
      internals: 'pruned_digest previous digest',
    },
  },
  templates: {
    ...common,
    wordings: {
      staff: 'from_name reply_to',
      ids: 'organization saved_by',
      states: 'kind locale',
      settings: 'subject html text sms',
    },
  },
  identity: {
    ...common,
    challenges: {
      challenge:
        'identifier_digest code_digest code_of link_digest previous_code_digest previous_code_of return_to',
      ids: 'organization id about',
      states: 'channel state message_kind locale',
    },
    budget_uses: { limit_use: 'counter' },
    counted_sends: { ids: 'organization id', states: 'spent_budget' },
  },
  requests: {
    ...common,
    requests: {
      request_identity: 'sealed_identity sealed_details external_id',
      request_record: 'identity_digests person_digests location reference',
      ids: 'organization id property_id submitted_by reviewed_by',
      states: 'family status policy_key locale source verified_channel clock assurance corrections',
    },
    request_log: { ids: 'organization request_id by', states: 'what detail' },
    request_notes: { request_note: 'sealed_value', ids: 'organization id request_id author' },
    request_alerts: { staff: 'sealed_addresses', ids: 'organization' },
    request_failures: { ids: 'organization message_id' },
    verification_receipts: { verification_receipt: 'receipt', ids: 'organization about' },
    consent_requests: {
      consent_request: 'sealed_identity identity_digest sealed_details',
      ids: 'organization id property_id',
      states: 'source locale',
    },
    consent_persons: { preferences: 'sealed_identity identity_digest', ids: 'organization id' },
    consent_preferences: {
      preferences: 'data_use data_use_description',
      ids: 'organization person_id',
    },
    law_tables: { ids: 'organization changed_by', settings: 'content' },
    person_looks: { person_record: 'person_digests', ids: 'organization id looked_by', states: 'format' },
    person_holds: {
      person_record: 'person_digests',
      ids: 'organization id held_by removed_by',
      states: 'reason',
    },
    person_erasures: {
      person_record: 'person_digests certificate',
      erasure_scope: 'sealed_scope',
      ids: 'organization id requested_by',
      states: 'state hold_reason',
    },
    person_erasure_steps: { ids: 'organization erasure_id place', states: 'state action reason' },
    signing_keys: { ids: 'id', internals: 'public_key sealed_private' },
  },
  consents: {
    ...common,
    users: {
      consent_user: 'public_id_digest person_digest person_digests sealed_person',
      ids: 'organization id',
    },
    events: {
      consent_event: 'sealed_content person_digests',
      ids: 'organization id public_id user_id proof_ids challenge_id',
      states: 'status regulation locale decided_by suppressed_by',
    },
    choice_snapshots: {
      consent_event: 'sealed_choices',
      ids: 'organization user_id',
      states: 'regulation',
    },
    approvals: {
      consent_event: 'approver_digest sealed_approver',
      ids: 'organization id event_id challenge_id',
    },
    intents: { consent_event: 'sealed_reason', ids: 'organization about event_id', states: 'decision' },
    proofs: { consent_document: 'sealed_content', ids: 'organization id', states: 'type' },
    default_approvers: { staff: 'sealed_approvers', ids: 'organization' },
    links: { consent_link: 'sealed_content person_digests', ids: 'organization id event_id' },
    auth_providers: { ids: 'organization id', states: 'type' },
    sign_ins: { sign_in: 'id sealed_content', ids: 'organization' },
  },
  dispatch: {
    ...common,
    messages: {
      message_content: 'sealed_content text_digest',
      message_record: 'about provider_message_id recipient_digest other_digest person_digests try_id',
      ids: 'organization id provider_key resent_from resent_by canceled_by',
      states: 'kind state reason channel service_type locale wording_locale missing country',
    },
    attempts: {
      ids: 'organization message_id provider_key',
      states: 'service_type outcome code reason',
    },
    delivery_reports: {
      ids: 'organization message_id provider_key report_key',
      states: 'status bounce reason code',
    },
    inbox: { inbox_message: 'sealed_message', ids: 'organization id' },
    suppressions: {
      suppression: 'recipient_digest',
      ids: 'organization id message_id created_by',
      states: 'channel reason',
    },
    message_traces: { ids: 'organization message_id trace_parent' },
    report_tokens: { report_token: 'token body_digest', ids: 'organization provider_key' },
    leases: { ids: 'organizations ids' },
    circuits: { ids: 'organization provider_key', states: 'reason' },
    waiting: { ids: 'organization provider_key message_id outbox_id', states: 'lane' },
    releases: { ids: 'organization provider_key' },
  },
  webhooks: {
    ...common,
    endpoints: {
      ids: 'organization id',
      states: 'event_types disabled_reason',
      settings: 'url description sealed_secret sealed_previous_secret',
    },
    events: { webhook_event: 'body', ids: 'organization id trace_parent', states: 'type' },
    deliveries: {
      ids: 'organization id endpoint_id event_id lease_id',
      states: 'event_type state reason',
    },
    attempts: { ids: 'organization delivery_id', states: 'outcome' },
  },
};

/** `service.table.column` of a kind. */
export function columnsOf(kind: RetentionKindName | (typeof plainKinds)[number]): string[] {
  return Object.entries(retainedColumns).flatMap(([service, tables]) =>
    Object.entries(tables).flatMap(([table, columns]) =>
      (columns[kind] ?? '')
        .split(' ')
        .filter(Boolean)
        .map((column) => `${service}.${table}.${column}`),
    ),
  );
}
