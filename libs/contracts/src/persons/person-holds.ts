import { Int, ListOf, Nullable, OneOf, Text, Timestamp } from '@subjectline/schema';
import { callOf } from '../contract/define';
import { exampleIds } from '../values/example-ids';
import { PageRequest } from '../values/page';
import { IdOf, OrganizationId } from '../values/rules';

const call = callOf('requests', { askedBy: ['gateway'] });

/** Why the data of a person must not be erased. */
export const holdReasons = ['litigation', 'complaint', 'authority', 'access_dispute', 'other'] as const;
export type HoldReason = (typeof holdReasons)[number];

/** A legal hold: while it lasts, nothing of the person is erased. */
export class PersonHold {
  @IdOf('hld', exampleIds.personHold) id!: string;
  @OneOf(holdReasons) reason!: HoldReason;

  /** The API client. */
  @Text({ example: 'root' }) held_by!: string;
  @Timestamp held_at!: string;

  /** One keyed digest for each value that the person is named by. */
  @ListOf(Text(), { example: ['k1.HbQZ2yq2cQkD0m3v6mD7mI4b1rVw1mXo8m2hWl8m8yQ'] }) person_digests!: string[];
  @Nullable(Text()) removed_by!: string | null;
  @Nullable(Timestamp) removed_at!: string | null;
}

export class HoldPersonRequest {
  @OrganizationId organization!: string;
  @Text() sealed_person!: string;
  @OneOf(holdReasons) reason!: HoldReason;
  @Text({ max: 256 }) held_by!: string;
}

/** The same person and reason again is the same hold. An erasure under way stops before its next step. */
export const HoldPerson = call('hold-person', HoldPersonRequest, PersonHold);

export class RemovePersonHoldRequest {
  @OrganizationId organization!: string;
  @Text({ max: 64 }) id!: string;
  @Text({ max: 256 }) removed_by!: string;
}

/** The record of it stays. Refused with `person_hold_unknown`. */
export const RemovePersonHold = call('remove-person-hold', RemovePersonHoldRequest, PersonHold);

export class FindHeldPersonsRequest {
  @OrganizationId organization!: string;

  /** Of values that name persons, under every key. */
  @ListOf(Text(), { max: 20_000 }) person_digests!: string[];
}

export class HeldPersons {
  @ListOf(Text()) person_digests!: string[];
}

/** Which of these digests a hold in place has. */
export const FindHeldPersons = call('find-held-persons', FindHeldPersonsRequest, HeldPersons, {
  askedBy: ['dispatch'],
});

export class PersonHolds {
  @ListOf(() => PersonHold) items!: PersonHold[];
  @Int() total!: number;
}

export class ListPersonHoldsRequest extends PageRequest {
  @OrganizationId organization!: string;
}

/** Newest first, with those that were removed. */
export const ListPersonHolds = call('list-person-holds', ListPersonHoldsRequest, PersonHolds);
