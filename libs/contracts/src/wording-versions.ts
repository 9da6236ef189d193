import { Type } from 'class-transformer';
import {
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsISO8601,
  IsOptional,
  IsString,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { defineCall } from './define';
import { messageKindIds, type MessageKindId } from './messages';
import { SliceRequest } from './page';
import { IsAbsentOr, IsOrganization } from './rules';
import { ownPartNames, WordingInForce, WordingPlace, type OwnPartName } from './templates';

export class ListCreatedWordingsRequest extends SliceRequest {
  @IsOrganization()
  organization!: string;

  @IsAbsentOr()
  @IsIn(messageKindIds)
  kind?: MessageKindId;

  @IsAbsentOr()
  @IsString()
  locale?: string;
}

/** A wording that an organization has created; its words are in `ReadWording`. */
export class CreatedWording {
  @IsIn(messageKindIds)
  kind!: MessageKindId;

  @IsString()
  locale!: string;

  @IsInt()
  version!: number;

  @IsISO8601()
  created_at!: string;

  @IsISO8601()
  updated_at!: string;
}

export class CreatedWordings {
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => CreatedWording)
  items!: CreatedWording[];

  @IsInt()
  total!: number;
}

/** The first created comes first. */
export const ListCreatedWordings = defineCall({
  owner: 'templates',
  name: 'list-created-wordings',
  request: ListCreatedWordingsRequest,
  reply: CreatedWordings,
  askedBy: ['gateway'],
});

export class ReadWordingRequest extends WordingPlace {
  /** An earlier one, as it would be in force now (`template_version_unknown`); the last one when it is left out. */
  @IsAbsentOr()
  @IsInt()
  @Min(1)
  @Max(2_147_483_647)
  version?: number;
}

/** One that the organization has created (`template_unknown`), in exactly this locale. */
export const ReadWording = defineCall({
  owner: 'templates',
  name: 'read-wording',
  request: ReadWordingRequest,
  reply: WordingInForce,
  askedBy: ['gateway'],
});

export class RemoveWordingRequest extends WordingPlace {
  /** The API client that removes it. */
  @IsAbsentOr()
  @IsString()
  @MaxLength(256)
  saved_by?: string;
}

/** Back to the shipped wording (`template_unknown` when there is nothing to remove). Its versions stay. */
export const RemoveWording = defineCall({
  owner: 'templates',
  name: 'remove-wording',
  request: RemoveWordingRequest,
  reply: WordingInForce,
  askedBy: ['gateway'],
});

export class ListWordingVersionsRequest extends SliceRequest {
  @IsOrganization()
  organization!: string;

  @IsIn(messageKindIds)
  kind!: MessageKindId;

  @IsAbsentOr()
  @IsString()
  locale?: string;
}

export class WordingVersion {
  @IsInt()
  version!: number;

  @IsISO8601()
  saved_at!: string;

  /** Null for what was saved before anybody noted it, and for Fides' templates. */
  @IsOptional()
  @IsString()
  saved_by!: string | null;

  /** From this one on the shipped wording held. */
  @IsBoolean()
  removed!: boolean;

  /** The parts that this version writes itself. */
  @IsArray()
  @IsIn([...ownPartNames], { each: true })
  parts!: OwnPartName[];
}

export class WordingVersions {
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => WordingVersion)
  items!: WordingVersion[];

  @IsInt()
  total!: number;
}

/** Newest first; also of a wording that is removed. `template_unknown` where there never was one. */
export const ListWordingVersions = defineCall({
  owner: 'templates',
  name: 'list-wording-versions',
  request: ListWordingVersionsRequest,
  reply: WordingVersions,
  askedBy: ['gateway'],
});

export class RestoreWordingRequest extends RemoveWordingRequest {
  @IsInt()
  @Min(1)
  @Max(2_147_483_647)
  version!: number;
}

/**
 * Makes a new version with the parts of an earlier one, also where the wording has been removed since. Refused with
 * `invalid` when those parts would be refused today, with `template_version_unknown` when there is no such version or
 * it is a removal.
 */
export const RestoreWording = defineCall({
  owner: 'templates',
  name: 'restore-wording',
  request: RestoreWordingRequest,
  reply: WordingInForce,
  askedBy: ['gateway'],
  creates: true,
});
