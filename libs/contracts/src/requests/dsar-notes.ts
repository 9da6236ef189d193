import { Int, ListOf, Text, Timestamp } from '@subjectline/schema';
import { callOf } from '../contract/define';
import { SliceRequest } from '../values/page';
import { IdOf, OrganizationId } from '../values/rules';

const call = callOf('requests', { askedBy: ['gateway'] });

/* Internal notes of staff about a privacy request, never shown to its person. */

export class CreateRequestNoteRequest {
  @OrganizationId organization!: string;
  @Text({ max: 128, example: 'pri_0b6c8a58-4f3e-4d0f-9a37-7e4f3a1f2b6d' }) request_id!: string;
  @Text({
    pattern: /\S/,
    message: 'must not be empty',
    max: 16_384,
    example: 'Called back, will send a copy.',
  })
  value!: string;

  /** The client that writes it. */
  @Text({ max: 128 }) author!: string;
}

export class RequestNote {
  @IdOf('note', 'note_4be3c1c8-8a05-4d6f-9a3b-0a5b7c2d9e11') id!: string;
  @Text({ example: 'pri_0b6c8a58-4f3e-4d0f-9a37-7e4f3a1f2b6d' }) request_id!: string;
  @Text({ example: 'Called back, will send a copy of the contract.' }) value!: string;
  @Text({ example: 'cli_6a1f0c2e-93d4-4b1c-8f6e-0a5b7c2d9e11' }) author!: string;
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
