import { OmitType } from '@nestjs/swagger';
import {
  ChangeDsarRequestRequest,
  CreateDsarRequestRequest,
  CreateRequestNoteRequest,
  IsAbsentOr,
  IsWebAddress,
  longestProofSeconds,
} from '@subjectline/contracts';
import { Type } from 'class-transformer';
import {
  IsDefined,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';

/*
 * What stands in a body is what its owner takes, but for what the gateway knows of the caller. A class without a field
 * of its own would have no schema in the API's description.
 */

export class CreateDsarBody extends OmitType(CreateDsarRequestRequest, [
  'organization',
  'created_by',
  'locale',
] as const) {
  /** BCP 47; the best supported language of `Accept-Language` by default. */
  @IsAbsentOr()
  @IsString()
  @MaxLength(35)
  locale?: string;
}

export class ChangeDsarBody extends OmitType(ChangeDsarRequestRequest, [
  'organization',
  'id',
  'changed_by',
  'expected_version',
] as const) {
  /** The `version` that the change is meant for; another one by now is a conflict. */
  @IsAbsentOr()
  @IsInt()
  @Min(1)
  expected_version?: number;
}

export class CreateNoteBody extends OmitType(CreateRequestNoteRequest, [
  'organization',
  'author',
  'request_id',
] as const) {
  @IsString()
  @MaxLength(128)
  request_id!: string;
}

class LinkEvent {
  @IsString()
  @MaxLength(128)
  request_id!: string;

  /** A link proves who asks, and nothing that staff decide. */
  @IsIn(['verified'], { message: 'must be verified: a link decides nothing else' })
  status!: 'verified';
}

export class CreateDsarLinkBody {
  @IsIn(['request.update'], { message: 'must be request.update' })
  action!: 'request.update';

  @IsDefined()
  @IsObject()
  @ValidateNested()
  @Type(() => LinkEvent)
  event!: LinkEvent;

  @IsOptional()
  @IsWebAddress()
  redirect_url?: string | null;

  /** In seconds; 900 unless told. */
  @IsAbsentOr()
  @IsInt()
  @Min(1)
  @Max(longestProofSeconds)
  lifetime?: number;
}
