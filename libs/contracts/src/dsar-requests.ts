import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsDefined,
  IsIn,
  IsInt,
  IsISO8601,
  IsObject,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
  Min,
  ValidateBy,
  ValidateNested,
} from 'class-validator';
import { contactProblem, IsNameOrContact, IsPlainEmail } from './contact-rules';
import { defineCall } from './define';
import { SliceRequest } from './page';
import { IsAbsentOr, IsOrganization, isWebAddress, IsWebAddress } from './rules';
import { hasPlainShape, valueShapeRule } from './value-shape';
import { userRightIds, type UserRightId } from './user-rights';

/*
 * Privacy requests as Didomi's API shows them (contracts/didomi, Privacy requests). They are the same requests as those
 * of `requests.ts`: whichever API one came by, both show it, and the words of its messages are those of where it came by.
 */

/** Which may follow which is in `apps/requests/src/request-status.ts`, and what they are called in the core. */
export const dsarStatuses = [
  'unverified',
  'verified',
  'work_in_progress',
  'fulfilled',
  'refused',
  'archived',
] as const;
export type DsarStatus = (typeof dsarStatuses)[number];

const longestText = 4_096;
const mostKeys = 100;
const mostMetadataCharacters = 16_384;

/** The words of what is wrong with metadata that does not fit. */
export const metadataRule = `must be an object of no more than ${mostKeys} keys and ${mostMetadataCharacters} characters, ${valueShapeRule}`;

export function isMetadata(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.keys(value).length <= mostKeys &&
    hasPlainShape(value) &&
    JSON.stringify(value).length <= mostMetadataCharacters
  );
}

/** Whatever a caller wants to keep with it; nobody here reads it. */
export function IsMetadata(): PropertyDecorator {
  return ValidateBy({
    name: 'isMetadata',
    validator: { validate: isMetadata, defaultMessage: () => metadataRule },
  });
}

export type FieldValue = string | number | boolean | (string | number | boolean)[];

function isFieldScalar(value: unknown): boolean {
  if (typeof value === 'string') return value.length <= longestText;
  return typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value));
}

function IsFieldValue(): PropertyDecorator {
  const validate = (value: unknown) =>
    Array.isArray(value) ? value.length <= mostKeys && value.every(isFieldScalar) : isFieldScalar(value);
  const defaultMessage = () => 'must be a text, a number, a boolean or a list of these';
  return ValidateBy({ name: 'isFieldValue', validator: { validate, defaultMessage } });
}

const contactFields: readonly unknown[] = ['email', 'phone_number'];

/** What would be written to is refused where it cannot be; any other text is an answer that is no address. */
function IsContactInContactField(): PropertyDecorator {
  const problemOf = (value: unknown, field: object | undefined) => {
    const isContact = field && 'field_id' in field && contactFields.includes(field.field_id);
    return isContact && typeof value === 'string' ? contactProblem(value) : null;
  };
  return ValidateBy({
    name: 'isContact',
    validator: {
      validate: (value, given) => problemOf(value, given?.object) === null,
      defaultMessage: (given) => problemOf(given?.value, given?.object) ?? '',
    },
  });
}

/** What a form asked for, and the answer. The messages go to the answer of the field `email`. */
export class DsarField {
  @IsString()
  @Matches(/^[^\p{Cc}]{1,128}$/u, { message: 'must be of 1 to 128 characters' })
  field_id!: string;

  @IsFieldValue()
  @IsContactInContactField()
  value!: FieldValue;
}

/** All answers of one form together, in characters of JSON: lists have to fit into what the broker carries. */
const longestFields = 64_000;

function AreFields(): PropertyDecorator {
  return ValidateBy({
    name: 'areFields',
    validator: {
      validate: (fields) => JSON.stringify(fields).length <= longestFields,
      defaultMessage: () => `must be of no more than ${longestFields} characters in all`,
    },
  });
}

/** A country, or a part of one, by ISO 3166. */
function IsCountry(): PropertyDecorator {
  return Matches(/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/i, { message: 'must be an ISO 3166 code' });
}

export class DsarUser {
  @IsOptional()
  @IsString()
  @MaxLength(512)
  id?: string | null;

  @IsOptional()
  @IsPlainEmail('must be an e-mail address')
  @MaxLength(320)
  email?: string | null;

  @IsOptional()
  @IsCountry()
  country?: string | null;

  @IsOptional()
  @IsMetadata()
  metadata?: Record<string, unknown> | null;
}

export class DsarSource {
  @IsIn(['DSAR'])
  type!: 'DSAR';

  /** Where the request was made. */
  @IsOptional()
  @IsCountry()
  country?: string | null;
}

export class CreateDsarRequestRequest {
  @IsOrganization()
  organization!: string;

  @IsString()
  @Matches(/\S/, { message: 'must not be empty' })
  @MaxLength(512)
  @IsNameOrContact()
  organization_user_id!: string;

  @IsIn([...userRightIds])
  user_right_id!: UserRightId;

  @IsIn([...dsarStatuses])
  status!: DsarStatus;

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @AreFields()
  @ValidateNested({ each: true })
  @Type(() => DsarField)
  request_fields?: DsarField[] | null;

  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => DsarUser)
  user?: DsarUser | null;

  @IsDefined()
  @IsObject()
  @ValidateNested()
  @Type(() => DsarSource)
  source!: DsarSource;

  @IsOptional()
  @IsMetadata()
  metadata?: Record<string, unknown> | null;

  /** BCP 47; the language the person reads. */
  @IsString()
  @MaxLength(35)
  locale!: string;

  /** Where whoever has followed the link is sent on to. Refused with `redirect_forbidden` where it may not be. */
  @IsOptional()
  @IsWebAddress()
  redirect_url?: string | null;

  /** Left out, the person is told of an `unverified` request and of no other: what begins late is an import. */
  @IsAbsentOr()
  @IsBoolean()
  notify?: boolean;

  /** The client that asks. One that creates a request past `unverified` vouches for its person. */
  @IsString()
  @MaxLength(128)
  created_by!: string;
}

/** A request in Didomi's words. What it lacks because it came by another API is null. */
export class DsarRequest {
  @Matches(/^pri_/)
  id!: string;

  /** Of a request from elsewhere the best name there is of its person: an id of theirs, or an address. */
  @IsOptional()
  @IsString()
  organization_user_id!: string | null;

  @IsIn([...userRightIds])
  user_right_id!: UserRightId;

  @IsIn([...dsarStatuses])
  status!: DsarStatus;

  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => DsarField)
  request_fields!: DsarField[];

  @IsOptional()
  @ValidateNested()
  @Type(() => DsarUser)
  user!: DsarUser | null;

  @ValidateNested()
  @Type(() => DsarSource)
  source!: DsarSource;

  @IsObject()
  metadata!: Record<string, unknown>;

  /** What the last message about it named besides. Download links are credentials: they are told and not kept. */
  @IsObject()
  extra_message_variables!: Record<string, string>;

  @IsString()
  locale!: string;

  @IsOptional()
  @IsString()
  redirect_url!: string | null;

  @IsISO8601()
  created_at!: string;

  @IsISO8601()
  updated_at!: string;

  /** When it has to be answered. */
  @IsISO8601()
  deadline_at!: string;

  @IsOptional()
  @IsISO8601()
  verified_at!: string | null;

  /** Counts its changes, from 1. */
  @IsInt()
  version!: number;
}

/** What the caller should know of the messages to the person; nothing failed because of it. */
export const dsarWarnings = ['no_recipient', 'no_messaging'] as const;
export type DsarWarningReason = (typeof dsarWarnings)[number];

export class DsarWarning {
  /** `no_messaging`: there is an address, and no provider that is ready to send to it. */
  @IsIn([...dsarWarnings])
  reason!: DsarWarningReason;
}

export class DsarOutcome {
  @ValidateNested()
  @Type(() => DsarRequest)
  request!: DsarRequest;

  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => DsarWarning)
  warnings!: DsarWarning[];
}

export const CreateDsarRequest = defineCall({
  owner: 'requests',
  name: 'create-dsar',
  request: CreateDsarRequestRequest,
  reply: DsarOutcome,
  askedBy: ['gateway'],
  creates: true,
});

export class ReadDsarRequestRequest {
  @IsOrganization()
  organization!: string;

  @IsString()
  @MaxLength(128)
  id!: string;
}

/** Refused with `request_unknown`. */
export const ReadDsarRequest = defineCall({
  owner: 'requests',
  name: 'read-dsar',
  request: ReadDsarRequestRequest,
  reply: DsarRequest,
  askedBy: ['gateway'],
});

/** A span of time; each end that is there counts. */
export class Moments {
  @IsAbsentOr()
  @IsISO8601()
  gt?: string;

  @IsAbsentOr()
  @IsISO8601()
  gte?: string;

  @IsAbsentOr()
  @IsISO8601()
  lt?: string;

  @IsAbsentOr()
  @IsISO8601()
  lte?: string;
}

export class DsarFilter {
  @IsAbsentOr()
  @IsArray()
  @IsIn([...dsarStatuses], { each: true })
  statuses?: DsarStatus[];

  @IsAbsentOr()
  @IsArray()
  @IsIn([...userRightIds], { each: true })
  user_right_ids?: UserRightId[];

  /** Found by its exact value, also among what a request from elsewhere names its person by. */
  @IsAbsentOr()
  @IsString()
  @MaxLength(512)
  organization_user_id?: string;

  @IsAbsentOr()
  @IsObject()
  @ValidateNested()
  @Type(() => Moments)
  created?: Moments;

  @IsAbsentOr()
  @IsObject()
  @ValidateNested()
  @Type(() => Moments)
  deadline?: Moments;
}

export class ListDsarRequestsRequest extends SliceRequest {
  @IsOrganization()
  organization!: string;

  @IsAbsentOr()
  @IsObject()
  @ValidateNested()
  @Type(() => DsarFilter)
  filter?: DsarFilter;
}

export class DsarRequestList {
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => DsarRequest)
  items!: DsarRequest[];

  @IsInt()
  total!: number;
}

/** Newest first. */
export const ListDsarRequests = defineCall({
  owner: 'requests',
  name: 'list-dsar',
  request: ListDsarRequestsRequest,
  reply: DsarRequestList,
  askedBy: ['gateway'],
});

/** Whether a person may be sent there for their data: by https alone. */
function IsDownloadLink(): PropertyDecorator {
  const validate = (value: unknown) =>
    typeof value === 'string' && isWebAddress(value) && value.startsWith('https:');
  const defaultMessage = () => 'must be an absolute https address without credentials';
  return ValidateBy({ name: 'isDownloadLink', validator: { validate, defaultMessage } });
}

/** What the message about a change names besides. */
export class ExtraMessageVariables {
  /** Taken only by the change that makes the request `fulfilled`. */
  @IsOptional()
  @IsDownloadLink()
  download_link?: string | null;

  /** Why it is refused; taken only by the change that makes it `refused`. */
  @IsOptional()
  @IsString()
  @MaxLength(longestText)
  reason?: string | null;
}

export class ChangeDsarRequestRequest {
  @IsOrganization()
  organization!: string;

  @IsString()
  @MaxLength(128)
  id!: string;

  /** The status it has already changes nothing and tells nobody. */
  @IsAbsentOr()
  @IsIn([...dsarStatuses])
  status?: DsarStatus;

  /** Merged key by key: null takes a key away, and null for all of it takes all. */
  @IsOptional()
  @IsMetadata()
  metadata?: Record<string, unknown> | null;

  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => ExtraMessageVariables)
  extra_message_variables?: ExtraMessageVariables | null;

  /** Why work begins again on what was fulfilled or refused: needed there, and kept as a note. */
  @IsOptional()
  @IsString()
  @Matches(/\S/, { message: 'must not be empty' })
  @MaxLength(longestText)
  reopen_reason?: string | null;

  /** Left out, the person is told. */
  @IsAbsentOr()
  @IsBoolean()
  notify?: boolean;

  /** Refused with `conflict` when the request has another one by now. */
  @IsAbsentOr()
  @IsInt()
  @Min(1)
  expected_version?: number;

  @IsString()
  @MaxLength(128)
  changed_by!: string;
}

/**
 * Refused with `request_unknown`, `status_forbids` (facts `from` and `to`; with a problem where the status alone would
 * allow it: at `reopen_reason` when that is missing, at `status` when nobody has proved anything yet), `conflict`, and
 * `invalid` (a variable without the status that it goes with).
 */
export const ChangeDsarRequest = defineCall({
  owner: 'requests',
  name: 'change-dsar',
  request: ChangeDsarRequestRequest,
  reply: DsarOutcome,
  askedBy: ['gateway'],
});
