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
  /** Regular expressions, in whatever case, that find the addresses and numbers among the values inside a text. */
  readonly addressPatterns: readonly string[];
  private readonly addressFinders: readonly RegExp[];

  private constructor(
    readonly organization: string,
    readonly reference: PersonReference,
    /** What messages and challenges of the person may be about. */
    readonly subjects: readonly string[],
    keys: KeyRing,
  ) {
    this.values = valuesOfPerson(reference).flatMap(spellingsOf);
    this.digests = digestsToFind(keys, organization, this.values);
    this.addressPatterns = this.values.flatMap(patternsOf);
    this.addressFinders = this.addressPatterns.map((pattern) => new RegExp(pattern, 'i'));
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

  /** Whether a text is one of the values, or has an address or a number of the person in it. */
  isNamedIn(text: string): boolean {
    return this.isCalled(text) || this.addressFinders.some((finder) => finder.test(text));
  }

  /** Whether a name or text of an opened JSON value names the person, or is one of the subjects. */
  isIn(value: unknown): boolean {
    if (typeof value === 'string') return this.subjects.includes(value) || this.isNamedIn(value);
    if (typeof value !== 'object' || value === null) return false;
    return Object.entries(value).some(([name, one]) => this.isIn(name) || this.isIn(one));
  }
}

/** SQL for whether a text names a person. @param values and patterns are parameters: `values` and `addressPatterns` */
export function naming(text: string, values: string, patterns: string): string {
  return `(${text} = any(${values}) or ${text} ~* any(${patterns}::text[]))`;
}

/** Finds an address as a whole: ana@example.com is not in joana@example.com. It means the same in PostgreSQL. */
function patternsOf(value: string): string[] {
  const written = value.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);
  if (/^\+\d+$/.test(value)) return [`${written}(?!\\d)`];
  if (!value.includes('@')) return [];
  return [`(?<![a-z0-9._%+-])${written}(?![a-z0-9-]|\\.[a-z0-9])`];
}
