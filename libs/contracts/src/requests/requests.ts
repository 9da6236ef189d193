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
  Own,
  ReadBy,
  StrictTimestamp,
  Text,
  Timestamp,
  With,
} from '@subjectline/schema';
import { callOf, defineEvent, defineTask } from '../contract/define';
import { ClientDigest } from '../identity/identity';
import { channels, type Channel } from '../catalog/messages';
import { locationPattern, normalizedLocation } from '../values/locations';
import {
  LabelledValues,
  MailAddress,
  RequestIdentity,
  type LabelledValue,
  type PersonIdentity,
} from './request-identity';
import { maxAddress, ReachablePhone } from '../values/contact-rules';
import { RequestAssurance } from './request-assurance';
import { exampleIds } from '../values/example-ids';
import { LawId } from '../values/law-ids';
import { Locale, IdOf, OrganizationId } from '../values/rules';

const call = callOf('requests', { askedBy: ['gateway'] });

/** Every status that a request can have. Which may follow which is in `apps/requests/src/request/request-status.ts`. */
export const requestStatuses = [
  'identity_unverified',
  'pending',
  'approved',
  'denied',
  'in_processing',
  'complete',
  'canceled',
  'error',
  'duplicate',
] as const;
export type RequestStatus = (typeof requestStatuses)[number];

/** Every status of Fides: clients filter by all of them, though no request here has one of the last. */
export const listedStatuses = [
  ...requestStatuses,
  'paused',
  'requires_input',
  'awaiting_email_send',
  'requires_manual_finalization',
  'pending_external',
  'awaiting_pre_approval',
  'pre_approval_not_eligible',
] as const;
export type ListedStatus = (typeof listedStatuses)[number];

/** Policy keys allow letters, digits and `_ . < > -` (a "FidesKey"). */
export const keyPattern = /^[a-zA-Z0-9_.<>-]+$/;

export const requestSources = [
  'Privacy Center',
  'Request Manager',
  'Consent Webhook',
  'Fides.js',
  'Dataset Test',
  'Janus SDK',
] as const;
export type RequestSource = (typeof requestSources)[number];

const Location = ReadBy(
  (value) => (typeof value === 'string' ? normalizedLocation(value) : value),
  Text({ pattern: locationPattern, message: 'must be an ISO 3166 code such as PT or US-CA, or EEA' }),
);

const EncryptionKey = With(
  Own<string>({
    name: 'isKeyOf16Bytes',
    validate: (value) => typeof value === 'string' && Buffer.byteLength(value) === 16,
    message: 'must be 16 bytes long',
  }),
  { schema: { type: 'string', description: '16 bytes; what the engine is to seal its results with' } },
);

export class NewRequest {
  @Text({
    pattern: keyPattern,
    message: "FidesKeys must only contain alphanumeric characters, '.', '_', '<', '>' or '-'.",
    max: 256,
  })
  policy_key!: string;

  @Nested(() => RequestIdentity) identity!: RequestIdentity;
  @Nullish(StrictTimestamp) requested_at?: string | null;
  @Nullish(Text({ max: 256 })) external_id?: string | null;
  @Nullish(OneOf(requestSources)) source?: string | null;
  @Nullish(Location) location?: string | null;
  @Nullish(Text({ max: 64 })) property_id?: string | null;

  /** When it came in, by mail or over the phone. Default: `requested_at`. Ignored unless its caller vouches for the person. */
  @Nullish(StrictTimestamp) received_at?: string | null;

  /** The law that it is under. Default: by its location. Ignored unless its caller vouches for the person. */
  @Nullish(LawId) law?: string | null;

  /** Custom form fields. */
  @Nullish(LabelledValues) custom_privacy_request_fields?: Record<string, LabelledValue> | null;

  /** The key with which the engine encrypts its results. */
  @Nullish(EncryptionKey) encryption_key?: string | null;
  @Nullish(Text({ max: 128 })) consent_request_id?: string | null;
  @Nullish(ListOf(ObjectOf<object>(), { max: 500 })) consent_preferences?: object[] | null;

  /** Accepted for compatibility and ignored: the status of a new request is decided here. */
  @Nullish(StrictTimestamp) started_processing_at?: string | null;
  @Nullish(StrictTimestamp) finished_processing_at?: string | null;
}

export class CreateRequestsRequest {
  @OrganizationId organization!: string;
  @ListOf(() => NewRequest, { max: 50 }) requests!: NewRequest[];

  /** The caller vouches for the person: no code, no receipt. Null for the public form. */
  @Nullable(Text()) submitted_by!: string | null;

  /** BCP 47; the language the person reads. */
  @Locale locale!: string;
  @ClientDigest client_digest?: string | null;
}

export const requestActions = ['access', 'erasure', 'consent'] as const;
export type RequestAction = (typeof requestActions)[number];

/** Every action of Fides: clients filter by all of them, though no policy here has the last. */
export const listedActions = [...requestActions, 'update'] as const;
export type ListedAction = (typeof listedActions)[number];

export class RequestPolicy {
  @Text() key!: string;
  @Text() name!: string;
  @ListOf(OneOf(requestActions)) actions!: RequestAction[];

  /** Days until its requests are due. */
  @Int() answer_days!: number;
}

/** An entry in a request's history. Contains no personal data. */
export class RequestLogEntry {
  @Timestamp happened_at!: string;

  /** A new status, or another event such as `code_resent`. */
  @Text({ example: 'created' }) what!: string;

  /** A client's id, or `person`, `engine`, `system`, or a service of ours. */
  @Text({ example: 'person' }) by!: string;
  @Nullable(Text()) detail!: string | null;
}

const NullableTimestamp = Nullable(With(Timestamp, { example: null }));

/** A privacy request. Includes the identity only on demand. */
export class PrivacyRequest {
  @IdOf('pri', 'pri_0b6c8a58-4f3e-4d0f-9a37-7e4f3a1f2b6d') id!: string;
  @OneOf(requestStatuses) status!: RequestStatus;

  /** What the person can be asked for over the phone. Null for requests that an older version stored. */
  @Nullable(Text({ example: 'R7F4-X2MR' })) reference!: string | null;
  @Nested(() => RequestPolicy) policy!: RequestPolicy;
  @Timestamp created_at!: string;
  @Timestamp requested_at!: string;
  @NullableTimestamp identity_verified_at!: string | null;
  @NullableTimestamp reviewed_at!: string | null;
  @Nullable(Text()) reviewed_by!: string | null;
  @Nullable(Text()) submitted_by!: string | null;
  @NullableTimestamp finished_processing_at!: string | null;

  /** When it was handed to the engine. */
  @NullableTimestamp started_processing_at!: string | null;
  @Timestamp updated_at!: string;

  @With(Timestamp, { example: '2026-04-16T09:30:00.000Z' }) due_date!: string;

  /** Calendar days until the due date, in the time zone of the deadline settings; negative afterwards. */
  @Int({ example: 45 }) days_left!: number;

  /** When it was closed because its person had not been identified: denied, and open again once they are. */
  @Nullish(With(Timestamp, { example: null })) not_identified_at?: string | null;

  /** Absent: told by a version that does not know levels. */
  @Optional(Nested(() => RequestAssurance)) assurance?: RequestAssurance;

  /** Messages whose address the person has corrected. */
  @Optional(ListOf(Text())) superseded_codes?: string[];
  @Nullable(Text()) external_id!: string | null;
  @Nullable(Text({ example: 'Privacy Center' })) source!: string | null;
  @Nullable(Text()) location!: string | null;
  @Nullable(Text()) property_id!: string | null;
  @Optional(ObjectOf<PersonIdentity>()) identity?: PersonIdentity;
  @Nullish(LabelledValues) custom_privacy_request_fields?: Record<string, LabelledValue> | null;

  /** The reason for denial, as sent to the person. */
  @Nullish(Text()) denial_reason?: string | null;
  @Optional(ListOf(() => RequestLogEntry)) log?: RequestLogEntry[];
}

/** The failure of one item of a list. */
export const itemFailures = [
  'identity_empty',
  'policy_unknown',
  'property_unknown',
  'law_unknown',
  'no_messaging',
  'no_address_for_channel',
  'country_disabled',
  'request_unknown',
  'status_forbids',
  'caller_over_limit',
  'outcome_unknown',
  'not_begun',
  'internal',
] as const;
export type ItemFailure = (typeof itemFailures)[number];

export class FailedItem {
  @OneOf(itemFailures) reason!: ItemFailure;

  /** Index in the input, from 0. */
  @Int() index!: number;

  /** The request's id, if there is one. */
  @Optional(Text()) id?: string;

  /** When it can be retried, if known. */
  @Optional(Int()) retry_after_seconds?: number;

  /** The current request, if its status forbids the action. */
  @Optional(Nested(() => PrivacyRequest)) request?: PrivacyRequest;
}

export class RequestResults {
  @ListOf(() => PrivacyRequest) succeeded!: PrivacyRequest[];
  @ListOf(() => FailedItem) failed!: FailedItem[];
}

export const CreateRequests = call('create', CreateRequestsRequest, RequestResults, { creates: true });

export class VerifyRequestRequest {
  @OrganizationId organization!: string;
  @Text({ max: 128 }) id!: string;
  @Text({ max: 32_000 }) code!: string;
  @ClientDigest client_digest?: string | null;
}

export const VerifyRequest = call('verify', VerifyRequestRequest, PrivacyRequest);

export class VerifySessionRequest {
  @OrganizationId organization!: string;
  @Text({ max: 128 }) id!: string;

  /** Of the organization's provider, with the id of the request as its nonce. */
  @Text({ max: 16_000, example: 'eyJhbGciOiJFUzI1NiJ9.eyJub25jZSI6InByaV8xIn0.c2ln' }) id_token!: string;
}

/** A person has just signed in at the organization. Refused with `session_refused`, which says why. */
export const VerifySession = call('verify-session', VerifySessionRequest, PrivacyRequest);

export class ResendCodeRequest {
  @OrganizationId organization!: string;
  @Text({ max: 128 }) id!: string;

  /** One of two addresses. Default: each that is still to be proved. */
  @Nullish(OneOf(channels)) channel?: Channel | null;
  @ClientDigest client_digest?: string | null;
}

/** The same whether a code goes out or not: the schedule is the request's own, and says nothing of any limit. */
export class ResendSchedule {
  /** Time until the next code can be requested. */
  @Int() retry_after_seconds!: number;
}

/** Has a new code sent. Refused with `nothing_to_prove` if the steps that are left need none. The previous one works until it expires. No effect if called too early. */
export const ResendCode = call('resend-code', ResendCodeRequest, ResendSchedule);

export class CorrectAddressRequest {
  @Nullish(With(MailAddress, { rules: [maxAddress] })) email?: string | null;
  @Nullish(ReachablePhone) phone_number?: string | null;
  @OrganizationId organization!: string;
  @Text({ max: 128 }) id!: string;
  @ClientDigest client_digest?: string | null;
}

/**
 * The person gives another address, as the code to the one before did not arrive, and gets a code there. What was sent to the one before
 * proves nothing any more. Takes an email or a phone number; answered the same whatever is known of it. Refused with `correction_refused`, which says why, with
 * `verification_unsendable` and `nothing_to_prove`.
 */
export const CorrectAddress = call('correct-address', CorrectAddressRequest, ResendSchedule, {
  creates: true,
});

export class SendReceiptTask {
  @OrganizationId organization!: string;
  @Text() id!: string;
  @OneOf(channels) channel!: Channel;
  @IdOf('cnt') count_id!: string;
  @ClientDigest client_digest?: string | null;

  /** As in `StartChallengeTask`. */
  @Optional(Flag) caller_counted?: boolean;
}

/** Sends the receipt of a request for which identity did not answer in time: counted first, as any other. */
export const SendReceipt = defineTask({
  owner: 'requests',
  name: 'send-receipt',
  payload: SendReceiptTask,
  sentBy: ['requests'],
});

export class RequestChangedEvent {
  @OrganizationId organization!: string;
  @Text({ example: exampleIds.request }) id!: string;
  @OneOf(requestStatuses, { example: 'approved' }) status!: RequestStatus;
  @Text({ example: 'default_access_policy' }) policy_key!: string;
  @ListOf(Text(), { example: ['access'] }) actions!: string[];
  @Timestamp changed_at!: string;

  /** Of the change that its person's verification made: a JWS, whose claims docs/receipts.md has. */
  @Optional(Text()) receipt?: string;
}

/** An engine starts its work when the status is `approved`. */
export const RequestChanged = defineEvent({
  owner: 'requests',
  name: 'changed',
  payload: RequestChangedEvent,
  heardBy: ['engine', 'webhooks'],
});
