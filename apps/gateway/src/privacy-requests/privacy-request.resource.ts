import { PrivacyRequest, requestActions, type RequestAction } from '@subjectline/contracts';
import {
  exampleOf,
  fieldsOf,
  Int,
  ListOf,
  Nested,
  Nullable,
  ObjectOf,
  OmitFields,
  OneOf,
  Optional,
  Text,
} from '@subjectline/schema';
import { ExecutionResult, toResults } from './execution-log';
import { toLabelled } from './request-identity';
import { AlwaysNull } from '../http/always-null';

class PolicyRuleResource {
  @Text({ example: 'Default Access Policy: access' }) name!: string;
  @Text({ example: 'default_access_policy_access' }) key!: string;
  @OneOf(requestActions) action_type!: RequestAction;
}

/** Fields of Fides' resource that belong to parts of it we do not have; clients expect them to be there. */
class PolicyResource {
  @Text({ example: 'Default Access Policy' }) name!: string;
  @Text({ example: 'default_access_policy' }) key!: string;
  @ListOf(() => PolicyRuleResource) rules!: PolicyRuleResource[];
  @AlwaysNull drp_action!: null;
  @Int({ example: 45 }) execution_timeframe!: number;
  @AlwaysNull conditions!: null;
}

/** A privacy request in Fides' words, every field there. */
export class PrivacyRequestResource extends OmitFields(PrivacyRequest, [
  'policy',
  'identity',
  'custom_privacy_request_fields',
  'log',
  'superseded_codes',
]) {
  @Nested(() => PolicyResource) policy!: PolicyResource;
  @Nullable(ObjectOf<object>()) identity!: object | null;
  @Nullable(ObjectOf<object>()) custom_privacy_request_fields!: object | null;
  @AlwaysNull reviewer!: null;
  @AlwaysNull submitter!: null;
  @AlwaysNull paused_at!: null;
  @AlwaysNull action_required_details!: null;
  @AlwaysNull resume_endpoint!: null;
  @AlwaysNull custom_privacy_request_fields_approved_by!: null;
  @AlwaysNull custom_privacy_request_fields_approved_at!: null;
  @AlwaysNull deleted_at!: null;
  @AlwaysNull deleted_by!: null;
  @AlwaysNull finalized_at!: null;
  @AlwaysNull finalized_by!: null;
  @AlwaysNull duplicate_request_group_id!: null;

  /** With `verbose`: what happened, by what it is called. */
  @Optional(ObjectOf<Record<string, ExecutionResult[]>>()) results?: Record<string, ExecutionResult[]>;
}

type NullFields = {
  [Key in keyof PrivacyRequestResource as PrivacyRequestResource[Key] extends null ? Key : never]: null;
};

const nulls = Object.fromEntries(
  [...fieldsOf(PrivacyRequestResource)].flatMap(([name, field]) =>
    field === AlwaysNull ? [[name, null]] : [],
  ),
) as NullFields;

export function toPrivacyRequestResource({
  policy,
  identity,
  custom_privacy_request_fields = null,
  log,
  superseded_codes: _supersededCodes,
  ...request
}: PrivacyRequest): PrivacyRequestResource {
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

class FailedRequest {
  @Text() message!: string;

  /** What was sent, or the request as it is. */
  @ObjectOf<object>() data!: unknown;
}

/** `{succeeded, failed}`, as every call answers that works on a list. */
export class RequestResultsResource {
  @ListOf(() => PrivacyRequestResource) succeeded!: readonly PrivacyRequestResource[];
  @ListOf(() => FailedRequest, { example: [] }) failed!: readonly FailedRequest[];
}

/** The example of a request in a status, and of a list of it. */
export function exampleIn(status: PrivacyRequest['status']): object {
  return { ...exampleOf(PrivacyRequestResource), status };
}

export function resultsIn(status: PrivacyRequest['status']): object {
  return { succeeded: [exampleIn(status)], failed: [] };
}
