import {
  Flag,
  Int,
  ListOf,
  Nested,
  Nullable,
  Nullish,
  ObjectOf,
  OneOf,
  Optional,
  Text,
  Timestamp,
} from '@subjectline/schema';
import { callOf, defineEvent } from '../contract/define';
import { ClientDigest } from '../identity/identity';
import { RequestIdentity, type LabelledValue, LabelledValues } from './request-identity';
import { keyPattern, requestSources } from './requests';
import { exampleIds } from '../values/example-ids';
import { PageRequest } from '../values/page';
import { Locale, IdOf, OrganizationId } from '../values/rules';

const call = callOf('requests', { askedBy: ['gateway'] });

export class CreateConsentRequestRequest {
  @OrganizationId organization!: string;
  @Nested(() => RequestIdentity) identity!: RequestIdentity;
  @Nullish(LabelledValues) custom_privacy_request_fields?: Record<string, LabelledValue> | null;
  @Nullish(Text({ max: 64 })) property_id?: string | null;
  @Nullish(OneOf(requestSources)) source?: string | null;

  /** BCP 47; the language the person reads. */
  @Locale locale!: string;
  @ClientDigest client_digest?: string | null;
}

export class ConsentRequestCreated {
  @IdOf('con') id!: string;
}

/**
 * Refused with `property_unknown`, `identity_missing`, and with `verification_unsendable` if a code is required but
 * cannot reach the person.
 */
export const CreateConsentRequest = call(
  'create-consent',
  CreateConsentRequestRequest,
  ConsentRequestCreated,
  { creates: true },
);

/** A person's choice about one data use. */
export class ConsentPreference {
  @Text({ pattern: keyPattern, max: 256 }) data_use!: string;
  @Nullish(Text({ max: 4_096 })) data_use_description?: string | null;
  @Flag opt_in!: boolean;
  @Optional(Flag) has_gpc_flag?: boolean;
  @Optional(Flag) conflicts_with_gpc?: boolean;
}

export class ConsentPreferences {
  /** Null if the person has never made a choice. */
  @Nullable(ListOf(() => ConsentPreference)) consent!: ConsentPreference[] | null;
}

export class VerifyConsentRequestRequest {
  @OrganizationId organization!: string;
  @Text({ max: 128 }) id!: string;
  @Text({ max: 32_000 }) code!: string;
  @ClientDigest client_digest?: string | null;
}

/** The code stays valid until it expires: it is sent again with each change. */
export const VerifyConsentRequest = call('verify-consent', VerifyConsentRequestRequest, ConsentPreferences);

export class ReadConsentRequest {
  @OrganizationId organization!: string;
  @Text({ max: 128 }) id!: string;
}

/** Refused with `consent_needs_code` if identity verification is on. */
export const ReadConsent = call('read-consent', ReadConsentRequest, ConsentPreferences);

export class ExecutableOption {
  @Text({ max: 256 }) data_use!: string;

  /** Whether an engine has to act on it. */
  @Flag executable!: boolean;
}

export class SaveConsentRequest {
  @OrganizationId organization!: string;
  @Text({ max: 128 }) id!: string;

  /** Required unless identity verification is off. */
  @Nullish(Text({ max: 32_000 })) code?: string | null;
  @ListOf(() => ConsentPreference, { max: 500 }) consent!: ConsentPreference[];
  @Nullish(Text({ pattern: keyPattern, max: 256 })) policy_key?: string | null;
  @Nullish(ListOf(() => ExecutableOption, { max: 500 })) executable_options?: ExecutableOption[] | null;
  @Nullish(Nested(() => RequestIdentity)) browser_identity?: RequestIdentity | null;
  @ClientDigest client_digest?: string | null;
}

/** Saves the choices and, if an option is executable, asks the engine to act; both or neither. */
export const SaveConsent = call('save-consent', SaveConsentRequest, ConsentPreferences);

export class PreferencesSavedEvent {
  @OrganizationId organization!: string;
  @Text({ example: exampleIds.consentRequest }) consent_request_id!: string;
  @Timestamp saved_at!: string;
}

/** A person has saved their preferences. */
export const PreferencesSaved = defineEvent({
  owner: 'requests',
  name: 'preferences-saved',
  payload: PreferencesSavedEvent,
  heardBy: ['webhooks'],
});

export class FindConsentRequest {
  @OrganizationId organization!: string;
  @Nested(() => RequestIdentity) identity!: RequestIdentity;
}

/** Refused with `identity_missing` without e-mail and phone, and with `person_unknown`. */
export const FindConsent = call('find-consent', FindConsentRequest, ConsentPreferences);

export class ListConsentRequest extends PageRequest {
  @OrganizationId organization!: string;
  @Optional(Text({ max: 256 })) data_use?: string;
  @Optional(Flag) opt_in?: boolean;
  @Optional(Flag) has_gpc_flag?: boolean;
  @Optional(Flag) conflicts_with_gpc?: boolean;

  /** The exact address, number or id of a person. */
  @Optional(Text({ max: 512 })) identity?: string;
  @Optional(Timestamp) created_gt?: string;
  @Optional(Timestamp) created_lt?: string;
  @Optional(Timestamp) updated_gt?: string;
  @Optional(Timestamp) updated_lt?: string;
}

export class ConsentRecord extends ConsentPreference {
  @Text() id!: string;

  @ObjectOf<RequestIdentity>() identity!: RequestIdentity;

  @Timestamp created_at!: string;
  @Timestamp updated_at!: string;
}

export class ConsentList {
  @ListOf(() => ConsentRecord) items!: ConsentRecord[];
  @Int() total!: number;
}

/** Newest first. */
export const ListConsent = call('list-consent', ListConsentRequest, ConsentList);
