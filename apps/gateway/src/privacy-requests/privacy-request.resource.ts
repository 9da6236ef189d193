import { requestStatuses, type PrivacyRequest } from '@subjectline/contracts';
import { toResults } from './execution-log';
import { toLabelled } from './request-identity';
import { listOf, nullableText, objectOf, text, type HandSchema } from '../openapi/shape';

/** Fields of Fides' resource that belong to parts of it we do not have; clients expect them to be there. */
const alwaysNull = [
  'reviewer',
  'submitter',
  'paused_at',
  'action_required_details',
  'resume_endpoint',
  'custom_privacy_request_fields_approved_by',
  'custom_privacy_request_fields_approved_at',
  'deleted_at',
  'deleted_by',
  'finalized_at',
  'finalized_by',
  'duplicate_request_group_id',
] as const;

const nulls = Object.fromEntries(alwaysNull.map((name) => [name, null]));

/** A privacy request in Fides' words (contracts/fides, Privacy requests), every field there. */
export function toPrivacyRequestResource({
  policy,
  identity,
  custom_privacy_request_fields = null,
  denial_reason: _denialReason,
  log,
  ...request
}: PrivacyRequest): object {
  return {
    ...request,
    // only where a list was asked to show it
    identity: identity ? toLabelled(identity) : null,
    custom_privacy_request_fields,
    policy: {
      name: policy.name,
      key: policy.key,
      rules: policy.actions.map((action) => ({
        name: `${policy.name}: ${action}`,
        key: `${policy.key}_${action}`,
        action_type: action,
      })),
      drp_action: null,
      execution_timeframe: policy.answer_days,
      conditions: null,
    },
    ...nulls,
    ...(log && { results: toResults(log) }),
  };
}

const rule = objectOf({ name: text, key: text, action_type: text });

export const privacyRequestShape: HandSchema = objectOf({
  id: text,
  status: { type: 'string', enum: [...requestStatuses] },
  created_at: { type: 'string', format: 'date-time' },
  requested_at: { type: 'string', format: 'date-time' },
  identity_verified_at: nullableText,
  reviewed_at: nullableText,
  reviewed_by: nullableText,
  submitted_by: nullableText,
  started_processing_at: nullableText,
  finished_processing_at: nullableText,
  updated_at: { type: 'string', format: 'date-time' },
  due_date: { type: 'string', format: 'date-time' },
  days_left: { type: 'integer' },
  external_id: nullableText,
  source: nullableText,
  location: nullableText,
  property_id: nullableText,
  policy: objectOf({
    name: text,
    key: text,
    rules: listOf(rule),
    drp_action: nullableText,
    execution_timeframe: { type: 'integer' },
    conditions: nullableText,
  }),
  identity: { type: 'object', nullable: true, additionalProperties: true },
  custom_privacy_request_fields: { type: 'object', nullable: true, additionalProperties: true },
  ...Object.fromEntries(alwaysNull.map((name) => [name, nullableText])),
});

export const requestExample = toPrivacyRequestResource({
  id: 'pri_0b6c8a58-4f3e-4d0f-9a37-7e4f3a1f2b6d',
  status: 'identity_unverified',
  policy: {
    key: 'default_access_policy',
    name: 'Default Access Policy',
    actions: ['access'],
    answer_days: 45,
  },
  created_at: '2026-03-02T09:30:00.000Z',
  requested_at: '2026-03-02T09:30:00.000Z',
  identity_verified_at: null,
  reviewed_at: null,
  reviewed_by: null,
  submitted_by: null,
  started_processing_at: null,
  finished_processing_at: null,
  updated_at: '2026-03-02T09:30:00.000Z',
  due_date: '2026-04-16T09:30:00.000Z',
  days_left: 45,
  external_id: null,
  source: 'Privacy Center',
  location: null,
  property_id: null,
});

/** `{succeeded, failed}`, as every call answers that works on a list. */
export const resultsShape = objectOf({
  succeeded: listOf(privacyRequestShape),
  failed: listOf(objectOf({ message: text, data: { type: 'object', additionalProperties: true } })),
});
