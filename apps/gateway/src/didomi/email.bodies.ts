import { channels, ContactAddress, IsAbsentOr, WordingChanges, type Channel } from '@subjectline/contracts';
import { Type } from 'class-transformer';
import { IsBoolean, IsDefined, IsIn, IsObject, IsString, MaxLength, ValidateNested } from 'class-validator';

/** The parts that the body names are the organization's own; the others are inherited. */
export class CreateEmailBody {
  /** Who sends it; here that is `didomi`, whichever provider is active. */
  @IsString()
  @MaxLength(64)
  type_id!: string;

  @IsString()
  @MaxLength(128)
  email_type!: string;

  /** `en` unless told. */
  @IsAbsentOr()
  @IsString()
  @MaxLength(64)
  locale?: string;

  /** Left out, the wording that we ship is installed. */
  @IsAbsentOr()
  @IsObject()
  @ValidateNested()
  @Type(() => WordingChanges)
  properties?: WordingChanges;
}

export class ChangeEmailBody {
  /** May be repeated, but an e-mail keeps it, as it keeps the next two. */
  @IsAbsentOr()
  @IsString()
  @MaxLength(64)
  type_id?: string;

  @IsAbsentOr()
  @IsString()
  @MaxLength(128)
  email_type?: string;

  @IsAbsentOr()
  @IsString()
  @MaxLength(64)
  locale?: string;

  @IsDefined()
  @IsObject()
  @ValidateNested()
  @Type(() => WordingChanges)
  properties!: WordingChanges;
}

export class PreviewEmailBody {
  /** Parts that nobody has saved, laid over what is in force. */
  @IsAbsentOr()
  @IsObject()
  @ValidateNested()
  @Type(() => WordingChanges)
  properties?: WordingChanges;

  @IsAbsentOr()
  @IsObject()
  variables?: Record<string, string>;

  /** False: a variable that is not given stays empty and is reported; else a sample stands for it. */
  @IsAbsentOr()
  @IsBoolean()
  samples?: boolean;

  /** The mail unless told. */
  @IsAbsentOr()
  @IsIn([...channels])
  channel?: Channel;
}

export class PreviewUnsavedEmailBody extends PreviewEmailBody {
  /** May be there as when the e-mail is created: the body of that can be shown first. */
  @IsAbsentOr()
  @IsString()
  @MaxLength(64)
  type_id?: string;

  @IsString()
  @MaxLength(128)
  email_type!: string;

  /** `en` unless told. */
  @IsAbsentOr()
  @IsString()
  @MaxLength(64)
  locale?: string;
}

export class TestEmailBody {
  /** A text is taken as its `email`. */
  @IsDefined()
  @IsObject()
  @ValidateNested()
  @Type(() => ContactAddress)
  to!: ContactAddress;

  /** Another language than that of the e-mail: what a person who reads it would get. */
  @IsAbsentOr()
  @IsString()
  @MaxLength(64)
  locale?: string;

  /** Samples stand for what is left out. */
  @IsAbsentOr()
  @IsObject()
  variables?: Record<string, string>;
}
