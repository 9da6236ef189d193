import { exampleIds, personSectionNames, PersonReference } from '@subjectline/contracts';
import { Flag, Int, ListOf, Nullable, ObjectOf, OneOf, Optional, Text, Timestamp } from '@subjectline/schema';

/** Whose data to show, and how to go on where one export is not all of it. */
export class PersonExportBody extends PersonReference {
  /** Only this section. Default: all. */
  @Optional(OneOf(personSectionNames, { example: 'dispatch.messages' })) section?: string;

  /** The `next` of that section. Default: 0. */
  @Optional(Int({ min: 0, max: 1_000_000, example: 0 })) skip?: number;
}

/** One kind of data of one service. */
export class PersonExportSection {
  @OneOf(personSectionNames, { example: 'dispatch.messages' }) name!: string;
  @Text({ example: 'Messages' }) title!: string;

  /** Oldest first. The fields are those of the section. */
  @ListOf(ObjectOf({ schema: { additionalProperties: true } }), {
    example: [{ id: 'msg_6a1f0c2e-93d4-4b1c-8f6e-0a5b7c2d9e11', state: 'sent' }],
  })
  records!: object[];
  @Int({ example: 1 }) total!: number;

  /** How many to skip for the rest. Null if there is none. */
  @Nullable(Int({ example: null })) next!: number | null;
}

/** What is stored about a person. */
export class PersonExport {
  /** The record of this look. */
  @Text({ example: exampleIds.personLook }) look_id!: string;
  @Timestamp exported_at!: string;

  /** One keyed digest for each value that was given, as in looks, holds and erasures. */
  @ListOf(Text(), { example: ['k1.HbQZ2yq2cQkD0m3v6mD7mI4b1rVw1mXo8m2hWl8m8yQ'] }) person_digests!: string[];

  /** Whether nothing is left for another call. */
  @Flag is_complete!: boolean;
  @ListOf(() => PersonExportSection) sections!: PersonExportSection[];
}
