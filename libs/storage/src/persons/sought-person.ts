import { check, personContext, PersonReference, valuesOfPerson } from '@subjectline/contracts';
import type { KeyRing } from '../sealing/sealing';
import { spellingsOf } from './mailbox-spellings';
import { comparableValue, digestsToFind } from './person-digests';

interface SealedReference {
  readonly organization: string;
  readonly sealed_person: string;
  readonly subjects?: readonly string[];
}

/** A person whose data is looked for. */
export class SoughtPerson {
  /** The values that the person is named by, in each of their spellings. */
  readonly values: readonly string[];
  /** Of the values, under every key: as in columns `person_digests`. */
  readonly digests: readonly string[];

  private constructor(
    readonly organization: string,
    readonly reference: PersonReference,
    /** What messages and challenges of the person may be about. */
    readonly subjects: readonly string[],
    keys: KeyRing,
  ) {
    this.values = valuesOfPerson(reference).flatMap(spellingsOf);
    this.digests = digestsToFind(keys, organization, this.values);
  }

  static open(keys: KeyRing, { organization, sealed_person, subjects = [] }: SealedReference): SoughtPerson {
    const reference = check(PersonReference, keys.openJson(sealed_person, personContext(organization)));
    return new SoughtPerson(organization, reference, subjects, keys);
  }

  /** Whether a value names the person. */
  isCalled(value: string | null | undefined): boolean {
    if (!value) return false;
    const wanted = comparableValue(value);
    return this.values.some((known) => comparableValue(known) === wanted);
  }

  /** Whether a text of JSON has one of the values or subjects in it. */
  isIn(text: string): boolean {
    const lower = text.toLowerCase();
    return [...this.values, ...this.subjects].some((value) => {
      const written = JSON.stringify(value).slice(1, -1);
      return lower.includes(written.toLowerCase());
    });
  }
}
