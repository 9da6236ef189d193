import {
  Flag,
  Int,
  isWebAddress,
  ListOf,
  Nested,
  Nullable,
  Nullish,
  ObjectOf,
  OneOf,
  Optional,
  Own,
  ownRule,
  Pattern,
  StrictTimestamp,
  Text,
  Timestamp,
  WebAddress,
  With,
} from '@subjectline/schema';
import { contactProblem, isNameOrContact, PlainEmail, maxAddress } from '../values/contact-rules';
import { callOf } from '../contract/define';
import { SliceRequest } from '../values/page';
import { hasPlainShape, valueShapeRule } from '../values/value-shape';
import { userRightIds, type UserRightId } from '../catalog/user-rights';
import { LawId } from '../values/law-ids';
import { Locale, IdOf, OrganizationId } from '../values/rules';

const call = callOf('requests', { askedBy: ['gateway'] });

/*
 * Privacy requests as Didomi's API shows them. They are the same requests as those
 * of `requests.ts`: both APIs show every request, and its messages use the terms of the API it came through.
 */

/** Which may follow which is in `apps/requests/src/request/request-status.ts`, and what they are called in the core. */
export const dsarStatuses = [
  'unverified',
  'verified',
  'work_in_progress',
  'fulfilled',
  'refused',
  'archived',
] as const;
export type DsarStatus = (typeof dsarStatuses)[number];

const maxTextLength = 4_096;
const maxKeys = 100;
const maxMetadataCharacters = 16_384;

/** The message for invalid metadata. */
export const metadataRule = `must be an object of no more than ${maxKeys} keys and ${maxMetadataCharacters} characters, ${valueShapeRule}`;

export function isMetadata(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.keys(value).length <= maxKeys &&
    hasPlainShape(value) &&
    JSON.stringify(value).length <= maxMetadataCharacters
  );
}

/** Free-form data of the caller. Not interpreted. */
export const Metadata = Own<Record<string, unknown>>({
  name: 'isMetadata',
  validate: isMetadata,
  message: metadataRule,
});

export type FieldValue = string | number | boolean | (string | number | boolean)[];

function isFieldScalar(value: unknown): boolean {
  if (typeof value === 'string') return value.length <= maxTextLength;
  return typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value));
}

const AnswerValue = Own<FieldValue>({
  name: 'isFieldValue',
  validate: (value) =>
    Array.isArray(value) ? value.length <= maxKeys && value.every(isFieldScalar) : isFieldScalar(value),
  message: 'must be a text, a number, a boolean or a list of these',
});

const contactFields: readonly unknown[] = ['email', 'phone_number'];

/** An e-mail address or phone number must be deliverable; any other text is accepted as an answer. */
const isContactInContactField = ownRule({
  name: 'isContact',
  validate: (value, answer) => contactFieldProblem(value, answer) === null,
  message: (value, answer) => contactFieldProblem(value, answer) ?? '',
});

function contactFieldProblem(value: unknown, answer: object | undefined): string | null {
  const isContact = answer && 'field_id' in answer && contactFields.includes(answer.field_id);
  return isContact && typeof value === 'string' ? contactProblem(value) : null;
}

/** A form field and its answer. Messages go to the answer of the field `email`. */
export class DsarField {
  @Text({ pattern: /^[^\p{Cc}]{1,128}$/u, message: 'must be of 1 to 128 characters', example: 'email' })
  field_id!: string;
  @With(AnswerValue, { rules: [isContactInContactField], example: 'ada@example.com' }) value!: FieldValue;
}

/** The max size of a form's answers, in characters of JSON: lists have to fit into one broker message. */
const maxFieldsLength = 64_000;

const areFields = ownRule({
  name: 'areFields',
  validate: (fields) => JSON.stringify(fields).length <= maxFieldsLength,
  message: `must be of no more than ${maxFieldsLength} characters in all`,
});

/** A country, or a part of one, by ISO 3166. */
const Country = Pattern(/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/i, 'must be an ISO 3166 code');

export class DsarUser {
  @Nullish(Text({ max: 512 })) id?: string | null;

  @Nullish(With(PlainEmail('must be an e-mail address'), { rules: [maxAddress] }))
  email?: string | null;

  @Nullish(Country) country?: string | null;
  @Nullish(Metadata) metadata?: Record<string, unknown> | null;
}

export class DsarSource {
  @OneOf(['DSAR'], { example: 'DSAR' }) type!: 'DSAR';

  /** Where the request was made. */
  @Nullish(Country) country?: string | null;
}

export class CreateDsarRequestRequest {
  @OrganizationId organization!: string;

  @With(Text({ pattern: /\S/, message: 'must not be empty', max: 512 }), { rules: [isNameOrContact] })
  organization_user_id!: string;

  @OneOf(userRightIds) user_right_id!: UserRightId;
  @OneOf(dsarStatuses) status!: DsarStatus;
  @Nullish(ListOf(() => DsarField, { max: 50, rules: [areFields] })) request_fields?: DsarField[] | null;
  @Nullish(Nested(() => DsarUser)) user?: DsarUser | null;
  @Nested(() => DsarSource) source!: DsarSource;
  @Nullish(Metadata) metadata?: Record<string, unknown> | null;

  /** When it came in, by mail or over the phone. Default: now. */
  @Nullish(StrictTimestamp) received_at?: string | null;

  /** The law that it is under. Default: by the country of its source. */
  @Nullish(LawId) law?: string | null;

  /** BCP 47; the language the person reads. */
  @Locale locale!: string;

  /** Where the person is redirected after following the link. Refused with `redirect_forbidden` if not allowed. */
  @Nullish(WebAddress) redirect_url?: string | null;

  /** Default: only for an `unverified` request; one created in a later status is an import. */
  @Optional(Flag) notify?: boolean;

  /** The client. By creating a request past `unverified` it vouches for its person. */
  @Text({ max: 128 }) created_by!: string;
}

/** A request as Didomi's API shows it. Fields that the API it came through does not have are null. */
export class DsarRequest {
  @IdOf('pri', 'pri_0b6c8a58-4f3e-4d0f-9a37-7e4f3a1f2b6d') id!: string;

  /** For a request from another API, the best identifier of its person: an id or an address. */
  @Nullable(Text({ example: 'ada@example.com' })) organization_user_id!: string | null;
  @OneOf(userRightIds, { example: 'cpra_delete_my_data' }) user_right_id!: UserRightId;
  @OneOf(dsarStatuses, { example: 'unverified' }) status!: DsarStatus;

  /** What the person can be asked for over the phone. Null for requests that an older version stored. */
  @Nullable(Text({ example: 'R7F4-X2MR' })) reference!: string | null;
  @ListOf(() => DsarField) request_fields!: DsarField[];
  @Nullable(Nested(() => DsarUser)) user!: DsarUser | null;
  @Nested(() => DsarSource) source!: DsarSource;

  @ObjectOf<Record<string, unknown>>({ example: {} }) metadata!: Record<string, unknown>;

  /** Further details of the last message about it. Download links are credentials: they are sent, not stored. */
  @ObjectOf<Record<string, string>>({ example: {} }) extra_message_variables!: Record<string, string>;

  @Text({ example: 'fr' }) locale!: string;
  @Nullable(Text({ example: 'https://www.example.com/thanks' })) redirect_url!: string | null;
  @Timestamp created_at!: string;
  @Timestamp updated_at!: string;

  /** The due date. */
  @Timestamp deadline_at!: string;
  @Nullable(With(Timestamp, { example: null })) verified_at!: string | null;

  /** Incremented with each change, from 1. */
  @Int({ example: 1 }) version!: number;
}

/** Warnings about the messages to the person. The call succeeds despite them. */
export const dsarWarnings = ['no_recipient', 'no_messaging'] as const;
export type DsarWarningReason = (typeof dsarWarnings)[number];

export class DsarWarning {
  /** `no_messaging`: there is an address, but no provider that is ready to send to it. */
  @OneOf(dsarWarnings) reason!: DsarWarningReason;
}

export class DsarOutcome {
  @Nested(() => DsarRequest) request!: DsarRequest;
  @ListOf(() => DsarWarning) warnings!: DsarWarning[];
}

export const CreateDsarRequest = call('create-dsar', CreateDsarRequestRequest, DsarOutcome, {
  creates: true,
});

export class ReadDsarRequestRequest {
  @OrganizationId organization!: string;
  @Text({ max: 128 }) id!: string;
}

/** Refused with `request_unknown`. */
export const ReadDsarRequest = call('read-dsar', ReadDsarRequestRequest, DsarRequest);

/** A time range. Both ends are optional. */
export class Moments {
  @Optional(Timestamp) gt?: string;
  @Optional(Timestamp) gte?: string;
  @Optional(Timestamp) lt?: string;
  @Optional(Timestamp) lte?: string;
}

export class DsarFilter {
  @Optional(ListOf(OneOf(dsarStatuses))) statuses?: DsarStatus[];
  @Optional(ListOf(OneOf(userRightIds))) user_right_ids?: UserRightId[];

  /** Exact match, also against the identifiers of requests from other APIs. */
  @Optional(Text({ max: 512 })) organization_user_id?: string;
  @Optional(Nested(() => Moments)) created?: Moments;
  @Optional(Nested(() => Moments)) deadline?: Moments;
}

export class ListDsarRequestsRequest extends SliceRequest {
  @OrganizationId organization!: string;
  @Optional(Nested(() => DsarFilter)) filter?: DsarFilter;
}

export class DsarRequestList {
  @ListOf(() => DsarRequest) items!: DsarRequest[];
  @Int() total!: number;
}

/** Newest first. */
export const ListDsarRequests = call('list-dsar', ListDsarRequestsRequest, DsarRequestList);

/** Whether a person may download data from there: https only. */
const DownloadLink = Own<string>({
  name: 'isDownloadLink',
  validate: (value) => typeof value === 'string' && isWebAddress(value) && value.startsWith('https:'),
  message: 'must be an absolute https address without credentials',
});

/** Further details for the message about a change. */
export class ExtraMessageVariables {
  /** Only with a change to `fulfilled`. */
  @Nullish(DownloadLink) download_link?: string | null;

  /** The reason. Only with a change to `refused`. */
  @Nullish(Text({ max: maxTextLength })) reason?: string | null;
}

export class ChangeDsarRequestRequest {
  @OrganizationId organization!: string;
  @Text({ max: 128 }) id!: string;

  /** Setting the current status again changes nothing and sends no message. */
  @Optional(OneOf(dsarStatuses)) status?: DsarStatus;

  /** Merged by key. A null key is removed; null for the whole removes all. */
  @Nullish(Metadata) metadata?: Record<string, unknown> | null;
  @Nullish(Nested(() => ExtraMessageVariables)) extra_message_variables?: ExtraMessageVariables | null;

  /** The reason for reopening. Required to reopen a fulfilled or refused request; kept as a note. */
  @Nullish(Text({ pattern: /\S/, message: 'must not be empty', max: maxTextLength })) reopen_reason?:
    string | null;

  /** Default: true. */
  @Optional(Flag) notify?: boolean;

  /** Refused with `conflict` if the request has a newer version. */
  @Optional(Int({ min: 1 })) expected_version?: number;
  @Text({ max: 128 }) changed_by!: string;
}

/**
 * Refused with `request_unknown`, `status_forbids` (facts `from` and `to`; with a problem where the status alone would
 * allow it: at `reopen_reason` if that is missing, at `status` if the request is not verified yet), `conflict`, and
 * `invalid` (a variable without the status that it goes with).
 */
export const ChangeDsarRequest = call('change-dsar', ChangeDsarRequestRequest, DsarOutcome);
