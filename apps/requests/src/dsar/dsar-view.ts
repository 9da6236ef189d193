import {
  identifierNames,
  shownReference,
  type DsarField,
  type DsarRequest,
  type PersonIdentity,
} from '@subjectline/contracts';
import { rightOf } from '../request/policies';
import type { RequestDetails } from '../request/request-details';
import type { RequestRow } from '../request/request-row';
import { dsarStatusOf } from '../request/request-status';

/** The request as callers of Didomi's API see it, whichever API it came in by. */
export function toDsarRequest(
  row: RequestRow,
  identity: PersonIdentity,
  details: RequestDetails,
): DsarRequest {
  const { dsar, metadata, refusal_reason } = details;
  return {
    id: row.id,
    organization_user_id: dsar?.organization_user_id ?? nameOf(identity),
    user_right_id: rightOf(row.policy_key).id,
    status: dsarStatusOf(row),
    reference: row.reference && shownReference(row.reference),
    request_fields: dsar ? [...dsar.request_fields] : fieldsOf(identity, details),
    user: dsar?.user ?? null,
    source: { type: 'DSAR', country: row.location },
    metadata: metadata ?? {},
    extra_message_variables: refusal_reason ? { reason: refusal_reason } : {},
    locale: row.locale,
    redirect_url: dsar?.redirect_url ?? null,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
    deadline_at: row.deadline_at.toISOString(),
    verified_at: row.identity_verified_at?.toISOString() ?? null,
    version: row.version,
  };
}

/** The organization's id of the person, or their first identifier. */
function nameOf(identity: PersonIdentity): string | null {
  if (identity.external_id) return identity.external_id;
  for (const name of identifierNames) if (identity[name]) return identity[name];
  const [first] = Object.values(identity.custom ?? {});
  return first ? String([first.value].flat()[0]) : null;
}

function fieldsOf(
  { email, phone_number }: PersonIdentity,
  { custom_privacy_request_fields }: RequestDetails,
): DsarField[] {
  const custom = Object.entries(custom_privacy_request_fields ?? {});
  return [
    ...(email ? [{ field_id: 'email', value: email }] : []),
    ...(phone_number ? [{ field_id: 'phone_number', value: phone_number }] : []),
    ...custom.map(([field_id, { value }]) => ({ field_id, value })),
  ];
}
