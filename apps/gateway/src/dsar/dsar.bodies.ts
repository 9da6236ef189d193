import { Int, Nested, Nullish, OmitFields, OneOf, Optional, Text, WebAddress } from '@subjectline/schema';
import {
  ChangeDsarRequestRequest,
  CreateDsarRequestRequest,
  CreateRequestNoteRequest,
  Locale,
  maxProofSeconds,
} from '@subjectline/contracts';
/* A body has the fields that its owner takes, except those that the gateway knows of the caller. */

export class CreateDsarBody extends OmitFields(CreateDsarRequestRequest, [
  'organization',
  'created_by',
  'locale',
]) {
  /** BCP 47; the best supported language of `Accept-Language` by default. */
  @Optional(Locale) locale?: string;
}

export class ChangeDsarBody extends OmitFields(ChangeDsarRequestRequest, [
  'organization',
  'id',
  'changed_by',
  'expected_version',
]) {
  /** The expected `version`. If the request has a newer one, it is a conflict. */
  @Optional(Int({ min: 1 })) expected_version?: number;
}

export class CreateNoteBody extends OmitFields(CreateRequestNoteRequest, [
  'organization',
  'author',
  'request_id',
]) {
  @Text({ max: 128, example: 'pri_0b6c8a58-4f3e-4d0f-9a37-7e4f3a1f2b6d' }) request_id!: string;
}

class LinkEvent {
  @Text({ max: 128 }) request_id!: string;

  /** A link only verifies the person; it cannot make staff decisions. */
  @OneOf(['verified'], { message: 'must be verified: a link decides nothing else' }) status!: 'verified';
}

export class CreateDsarLinkBody {
  @OneOf(['request.update'], { message: 'must be request.update' }) action!: 'request.update';
  @Nested(() => LinkEvent) event!: LinkEvent;
  @Nullish(WebAddress) redirect_url?: string | null;

  /** In seconds. Default: 900. */
  @Optional(Int({ min: 1, max: maxProofSeconds })) lifetime?: number;
}
