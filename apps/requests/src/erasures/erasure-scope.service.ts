import { Injectable } from '@nestjs/common';
import { Bus } from '@subjectline/bus';
import { findPersonSubjectsCalls } from '@subjectline/contracts';
import { KeyRing } from '@subjectline/storage';
import { SubjectService } from '../persons/subject.service';
import { ErasureStore, type ErasureId, type ErasureRow } from './erasure.store';

/** Whom an erasure is of, and what is about them. Subjects are null until they were looked for. */
export interface ErasureScope {
  readonly sealed_person: string;
  readonly subjects: readonly string[] | null;
  /** Of what else these name the person by, so that a hold is found that was put on another value. */
  readonly linked_digests?: readonly string[];
}

interface FoundScope {
  readonly sealed_person: string;
  readonly subjects: string[];
  readonly linkedDigests: readonly string[];
}

/** What an erasure looks for. It is stored before anything is erased: afterwards the subjects could not be found. */
@Injectable()
export class ErasureScopes {
  constructor(
    private readonly bus: Bus,
    private readonly subjects: SubjectService,
    private readonly store: ErasureStore,
    private readonly keys: KeyRing,
  ) {}

  seal(erasure: ErasureId, scope: ErasureScope): string {
    return this.keys.sealJson(scope, contextOf(erasure));
  }

  async of(erasure: ErasureRow): Promise<FoundScope> {
    const scope = this.keys.openJson(erasure.sealed_scope ?? '', contextOf(erasure)) as ErasureScope;
    const { sealed_person, linked_digests = [] } = scope;
    if (scope.subjects)
      return { sealed_person, subjects: [...scope.subjects], linkedDigests: linked_digests };
    const sought = { organization: erasure.organization, sealed_person };
    const found = [
      await this.subjects.find(sought),
      await this.bus.ask(findPersonSubjectsCalls.consents, sought),
    ];
    const subjects = found.flatMap((one) => one.subjects);
    const linkedDigests = [
      ...(await this.subjects.findNames(sought)),
      ...found.flatMap((one) => one.person_digests ?? []),
    ];
    const sealed = this.seal(erasure, { sealed_person, subjects, linked_digests: linkedDigests });
    await this.store.saveScope(erasure, sealed);
    return { sealed_person, subjects, linkedDigests };
  }
}

function contextOf({ organization, id }: ErasureId): string {
  return `person-erasure:${organization}:${id}`;
}
