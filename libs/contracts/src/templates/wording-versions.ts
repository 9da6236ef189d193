import { Flag, Int, ListOf, Nullable, OneOf, Optional, Text, Timestamp, With } from '@subjectline/schema';
import { callOf } from '../contract/define';
import { messageKindIds, type MessageKindId } from '../catalog/messages';
import { SliceRequest } from '../values/page';
import { OrganizationId } from '../values/rules';
import { ownPartNames, WordingInForce, WordingPlace, type OwnPartName } from './templates';

const call = callOf('templates', { askedBy: ['gateway'] });

export class ListCreatedWordingsRequest extends SliceRequest {
  @OrganizationId organization!: string;
  @Optional(OneOf(messageKindIds)) kind?: MessageKindId;
  @Optional(Text()) locale?: string;
}

/** A wording that an organization has created; its words are in `ReadWording`. */
export class CreatedWording {
  @OneOf(messageKindIds) kind!: MessageKindId;
  @Text() locale!: string;
  @Int() version!: number;
  @Timestamp created_at!: string;
  @Timestamp updated_at!: string;
}

export class CreatedWordings {
  @ListOf(() => CreatedWording) items!: CreatedWording[];
  @Int() total!: number;
}

/** Oldest first. */
export const ListCreatedWordings = call('list-created-wordings', ListCreatedWordingsRequest, CreatedWordings);

export class ReadWordingRequest extends WordingPlace {
  /** An earlier version, as it would be sent now (`template_version_unknown`). Default: the latest. */
  @Optional(Int({ min: 1, max: 2_147_483_647 })) version?: number;
}

/** One that the organization has created (`template_unknown`), in exactly this locale. */
export const ReadWording = call('read-wording', ReadWordingRequest, WordingInForce);

export class RemoveWordingRequest extends WordingPlace {
  /** The API client that removes it. */
  @Optional(Text({ max: 256 })) saved_by?: string;
}

/** Restores the shipped wording and keeps the versions. Refused with `template_unknown` if there is none. */
export const RemoveWording = call('remove-wording', RemoveWordingRequest, WordingInForce);

export class ListWordingVersionsRequest extends SliceRequest {
  @OrganizationId organization!: string;
  @OneOf(messageKindIds) kind!: MessageKindId;
  @Optional(Text()) locale?: string;
}

export class WordingVersion {
  @Int({ example: 2 }) version!: number;
  @Timestamp saved_at!: string;

  /** Null if saved before this was recorded, and for Fides' templates. */
  @Nullable(Text({ example: 'cli_6a1f0c2e-93d4-4b1c-8f6e-0a5b7c2d9e11' })) saved_by!: string | null;

  /** From this one on the shipped wording held. */
  @With(Flag, { example: false }) removed!: boolean;

  /** The parts that this version writes itself. */
  @ListOf(OneOf(ownPartNames), { example: ['subject', 'html'] }) parts!: OwnPartName[];
}

export class WordingVersions {
  @ListOf(() => WordingVersion) items!: WordingVersion[];
  @Int() total!: number;
}

/** Newest first, also of a removed wording. Refused with `template_unknown` if there never was one. */
export const ListWordingVersions = call('list-wording-versions', ListWordingVersionsRequest, WordingVersions);

export class RestoreWordingRequest extends RemoveWordingRequest {
  @Int({ min: 1, max: 2_147_483_647 }) version!: number;
}

/**
 * Makes a new version with the parts of an earlier one, also where the wording has been removed since. Refused with
 * `invalid` when those parts would be refused today, with `template_version_unknown` when there is no such version or
 * it is a removal.
 */
export const RestoreWording = call('restore-wording', RestoreWordingRequest, WordingInForce, {
  creates: true,
});
