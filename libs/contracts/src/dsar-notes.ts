import { Type } from 'class-transformer';
import { IsArray, IsInt, IsISO8601, IsString, Matches, MaxLength, ValidateNested } from 'class-validator';
import { defineCall } from './define';
import { SliceRequest } from './page';
import { IsOrganization } from './rules';

/* What staff write down about a privacy request. Its person is told nothing of it. */

export class CreateRequestNoteRequest {
  @IsOrganization()
  organization!: string;

  @IsString()
  @MaxLength(128)
  request_id!: string;

  @IsString()
  @Matches(/\S/, { message: 'must not be empty' })
  @MaxLength(16_384)
  value!: string;

  /** The client that writes it. */
  @IsString()
  @MaxLength(128)
  author!: string;
}

export class RequestNote {
  @Matches(/^note_/)
  id!: string;

  @IsString()
  request_id!: string;

  @IsString()
  value!: string;

  @IsString()
  author!: string;

  @IsISO8601()
  created_at!: string;

  /** A note is never changed: the same as `created_at`. */
  @IsISO8601()
  updated_at!: string;
}

/** Refused with `request_unknown`. */
export const CreateRequestNote = defineCall({
  owner: 'requests',
  name: 'create-note',
  request: CreateRequestNoteRequest,
  reply: RequestNote,
  askedBy: ['gateway'],
  creates: true,
});

export class ListRequestNotesRequest extends SliceRequest {
  @IsOrganization()
  organization!: string;

  @IsString()
  @MaxLength(128)
  request_id!: string;
}

export class RequestNoteList {
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => RequestNote)
  items!: RequestNote[];

  @IsInt()
  total!: number;
}

/** Oldest first. Refused with `request_unknown`. */
export const ListRequestNotes = defineCall({
  owner: 'requests',
  name: 'list-notes',
  request: ListRequestNotesRequest,
  reply: RequestNoteList,
  askedBy: ['gateway'],
});
