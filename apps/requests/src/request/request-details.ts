import type {
  DsarField,
  DsarUser,
  FieldValue,
  LabelledValue,
  PlainValue,
  SignedDeclaration,
} from '@subjectline/contracts';

/** What is sealed with a request besides its identity. */
export interface RequestDetails {
  readonly custom_privacy_request_fields?: Record<string, LabelledValue> | null;
  readonly encryption_key?: string | null;
  readonly consent_request_id?: string | null;
  readonly consent_preferences?: object[] | null;
  /** What came by Didomi's API and has no field of its own. */
  readonly dsar?: DsarDetails;
  readonly metadata?: Record<string, unknown>;
  readonly refusal_reason?: string | null;
  /** Why its deadline is extended, as the person reads it. */
  readonly extension_reason?: string;
  /** What staff asked its person, as the person reads it. */
  readonly clarification_question?: string;
  /** Why staff asked for more assurance than the rules do. */
  readonly assurance_note?: string;
  readonly declaration?: SignedDeclaration;
}

export interface DsarDetails {
  readonly organization_user_id: string;
  readonly request_fields: readonly DsarField[];
  readonly user: DsarUser | null;
  readonly redirect_url: string | null;
}

/** What a form of Didomi's API names its person by. */
export function namesIn(dsar: RequestDetails['dsar']): string[] {
  const answers = (dsar?.request_fields ?? [])
    .filter(({ field_id }) => ['email', 'phone_number'].includes(field_id))
    .map(({ value }) => value);
  const names = [dsar?.organization_user_id, dsar?.user?.id, dsar?.user?.email, ...answers];
  return names.filter((name): name is string => typeof name === 'string');
}

/** The answers of the form, as Fides' API has them. */
export function customFieldsOf(details: RequestDetails): Record<string, LabelledValue> | null {
  if (!details.dsar) return details.custom_privacy_request_fields ?? null;
  const fields = details.dsar.request_fields.map(
    ({ field_id, value }) => [field_id, { label: field_id, value: plain(value) }] as const,
  );
  return fields.length > 0 ? Object.fromEntries(fields) : null;
}

/** Fides has only texts and whole numbers. */
function plain(value: FieldValue): PlainValue {
  if (Array.isArray(value)) return value.map(plainScalar);
  return plainScalar(value);
}

function plainScalar(value: string | number | boolean): string | number {
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : String(value);
}
