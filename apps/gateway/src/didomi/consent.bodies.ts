import { OmitType } from '@nestjs/swagger';
import {
  ConsentEventInput,
  consentLinkActions,
  CreateConsentTokenRequest,
  IsAbsentOr,
  IsForeignId,
  IsPlainEmail,
  IsWebAddress,
  longestProofSeconds,
  longestTokenSeconds,
  mostApprovers,
  type ConsentLinkAction,
} from '@subjectline/contracts';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
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

/* Bodies that are not, as they stand, what their owner takes. */

export class CreateProofBody {
  /** A data URI in base64, such as `data:application/pdf;base64,…`. */
  @IsString()
  @MaxLength(720_000)
  data!: string;
}

export class CreateTokenBody extends OmitType(CreateConsentTokenRequest, [
  'organization',
  'lifetime',
] as const) {
  /** In seconds; 900 unless told. */
  @IsAbsentOr()
  @IsInt()
  @Min(1)
  @Max(longestTokenSeconds)
  lifetime?: number;
}

export class CreateConsentLinkBody {
  @IsForeignId()
  organization_user_id!: string;

  @IsIn([...consentLinkActions])
  action!: ConsentLinkAction;

  /** For `event.update` the `id` of an event that waits: following the link confirms it. */
  @IsDefined()
  @IsObject()
  @ValidateNested()
  @Type(() => ConsentEventInput)
  event!: ConsentEventInput;

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

export class ApproversBody {
  @IsDefined()
  @IsArray()
  @ArrayMaxSize(mostApprovers)
  @IsPlainEmail('must be e-mail addresses', { each: true })
  approvers!: string[];
}
