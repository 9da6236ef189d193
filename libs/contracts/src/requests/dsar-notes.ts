import { Int, ListOf, Text, Timestamp } from '@subjectline/schema';
import { callOf } from '../contract/define';
import { SliceRequest } from '../values/page';
import { IdOf, OrganizationId } from '../values/rules';

const call = callOf('requests', { askedBy: ['gateway'] });

/* Internal notes of staff about a privacy request, never shown to its person. */

export class CreateRequestNoteRequest {
  @OrganizationId organization!: string;
  @Text({ max: 128 }) request_id!: string;
  @Text({ pattern: /\S/, message: 'must not be empty', max: 16_384 }) value!: string;

  /** The client that writes it. */
  @Text({ max: 128 }) author!: string;
}

export class RequestNote {
  @IdOf('note') id!: string;
  @Text() request_id!: string;
  @Text() value!: string;
  @Text() author!: string;
  @Timestamp created_at!: string;

  /** A note is never changed: the same as `created_at`. */
  @Timestamp updated_at!: string;
}

/** Refused with `request_unknown`. */
export const CreateRequestNote = call('create-note', CreateRequestNoteRequest, RequestNote, {
  creates: true,
});

export class ListRequestNotesRequest extends SliceRequest {
  @OrganizationId organization!: string;
  @Text({ max: 128 }) request_id!: string;
}

export class RequestNoteList {
  @ListOf(() => RequestNote) items!: RequestNote[];
  @Int() total!: number;
}

/** Oldest first. Refused with `request_unknown`. */
export const ListRequestNotes = call('list-notes', ListRequestNotesRequest, RequestNoteList);
