import { Int, ListOf, OneOf, Text, Timestamp } from '@subjectline/schema';
import { callOf } from '../contract/define';
import { PageRequest } from '../values/page';
import { IdOf, OrganizationId } from '../values/rules';
import { exampleIds } from '../values/example-ids';

const call = callOf('requests', { askedBy: ['gateway'] });

export const exportFormats = ['json', 'html'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** That a client has read the data of a person. The person is named by keyed digests alone. */
export class PersonLook {
  @IdOf('plk', exampleIds.personLook) id!: string;
  @Timestamp looked_at!: string;

  /** The API client. */
  @Text({ example: 'root' }) looked_by!: string;
  @OneOf(exportFormats, { example: 'json' }) format!: ExportFormat;

  /** One keyed digest for each value that the person was searched by. */
  @ListOf(Text(), { example: ['k1.HbQZ2yq2cQkD0m3v6mD7mI4b1rVw1mXo8m2hWl8m8yQ'] }) person_digests!: string[];
}

export class RecordPersonLookRequest {
  @OrganizationId organization!: string;
  @Text() sealed_person!: string;
  @Text({ max: 256 }) looked_by!: string;
  @OneOf(exportFormats) format!: ExportFormat;
}

/** Recorded before anything is read. */
export const RecordPersonLook = call('record-person-look', RecordPersonLookRequest, PersonLook);

export class PersonLooks {
  @ListOf(() => PersonLook) items!: PersonLook[];
  @Int() total!: number;
}

export class ListPersonLooksRequest extends PageRequest {
  @OrganizationId organization!: string;
}

/** Newest first. */
export const ListPersonLooks = call('list-person-looks', ListPersonLooksRequest, PersonLooks);
