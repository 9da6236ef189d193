import {
  identifierNames,
  type DsarField,
  type DsarRequest,
  type FieldValue,
  type LabelledValue,
  type PersonIdentity,
  type PlainValue,
} from '@subjectline/contracts';
import type { RequestDetails } from '../person/person-vault';
import { rightOf } from '../request/policies';
import { dsarStatusOf } from '../request/request-status';
import type { RequestRow } from '../request/request.store';

/* One request, seen from the API that it did not come in by. */

/** What a caller of Didomi's API may see. */
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

/** What the form asked for, in the words of Fides' API. */
export function customFieldsOf(details: RequestDetails): Record<string, LabelledValue> | null {
  if (!details.dsar) return details.custom_privacy_request_fields ?? null;
  const fields = details.dsar.request_fields.map(
    ({ field_id, value }) => [field_id, { label: field_id, value: plain(value) }] as const,
  );
  return fields.length > 0 ? Object.fromEntries(fields) : null;
}

/** The name that an organization gave its person, or the first thing that they are known by. */
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

/** Fides knows texts and whole numbers alone. */
function plain(value: FieldValue): PlainValue {
  if (Array.isArray(value)) return value.map(plainScalar);
  return plainScalar(value);
}

function plainScalar(value: string | number | boolean): string | number {
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : String(value);
}
