import { Flag, Int, ListOf, ObjectOf, Optional, Text } from '@subjectline/schema';
import { callOf, type Call } from '../contract/define';
import { OrganizationId } from '../values/rules';
import { personServices, type PersonService } from './person-sections';

/** How many subject references one call carries. */
export const maxSubjects = 5_000;

class SoughtPersonRequest {
  @OrganizationId organization!: string;

  /** A sealed `PersonReference`, bound to `personContext`. */
  @Text() sealed_person!: string;
}

/** Which subject references a service has for a person: `about` of messages and challenges. */
export class FindPersonSubjectsRequest extends SoughtPersonRequest {}

export class PersonSubjects {
  /** At most `maxSubjects`. */
  @ListOf(Text()) subjects!: string[];

  /** False if there are more. */
  @Flag is_complete!: boolean;

  /** Digests, under every key, of whatever else the records found name their person by. Older services do not say. */
  @Optional(ListOf(Text())) person_digests?: string[];
}

export class ReadPersonRequest extends SoughtPersonRequest {
  @ListOf(Text(), { max: maxSubjects * 3 }) subjects!: string[];
  @Text() section!: string;
  @Int({ min: 0 }) skip!: number;
  @Int({ min: 0, max: 100 }) limit!: number;
}

/** A part of a section. */
export class PersonRecordsPage {
  /** Fewer than asked for where they would be too large for one reply. */
  @ListOf(ObjectOf()) records!: object[];
  @Int() total!: number;
}

/** A first look may have to open data of an earlier version. */
const timeoutMs = 30_000;
const askedBy = ['gateway', 'requests'] as const;

/** What a service holds of a person, section by section. */
export const readPersonCalls = Object.fromEntries(
  personServices.map((owner) => [
    owner,
    callOf(owner, { askedBy, timeoutMs })('read-person', ReadPersonRequest, PersonRecordsPage),
  ]),
) as Record<PersonService, Call<ReadPersonRequest, PersonRecordsPage>>;

export class ErasePersonSectionRequest extends SoughtPersonRequest {
  @ListOf(Text(), { max: maxSubjects * 3 }) subjects!: string[];
  @Text() section!: string;
}

export class ErasedRecords {
  /** Records that were deleted, or have no identity any more. */
  @Int() erased!: number;

  /** Records that stay, without identity. */
  @Int() kept!: number;

  /** False while records remain: repeat the call. */
  @Flag is_done!: boolean;
}

/** Erases a batch of a section. Repeated, it erases what is left. */
export const erasePersonCalls = Object.fromEntries(
  personServices.map((owner) => [
    owner,
    callOf(owner, { askedBy: ['requests'], timeoutMs })(
      'erase-person',
      ErasePersonSectionRequest,
      ErasedRecords,
    ),
  ]),
) as Record<PersonService, Call<ErasePersonSectionRequest, ErasedRecords>>;

export const findPersonSubjectsCalls = {
  requests: callOf('requests', { askedBy: ['gateway'], timeoutMs })(
    'find-person-subjects',
    FindPersonSubjectsRequest,
    PersonSubjects,
  ),
  consents: callOf('consents', { askedBy, timeoutMs })(
    'find-person-subjects',
    FindPersonSubjectsRequest,
    PersonSubjects,
  ),
};
