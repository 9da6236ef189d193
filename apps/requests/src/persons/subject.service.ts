import { Injectable } from '@nestjs/common';
import { maxSubjects, type FindPersonSubjectsRequest, type PersonSubjects } from '@subjectline/contracts';
import { KeyRing, PersonIndex, SoughtPerson } from '@subjectline/storage';
import { SubjectStore } from './subject.store';

/** What messages and challenges of a person are about here: their requests, and the person of their preferences. */
@Injectable()
export class SubjectService {
  constructor(
    private readonly store: SubjectStore,
    private readonly index: PersonIndex,
    private readonly keys: KeyRing,
  ) {}

  async find(request: FindPersonSubjectsRequest): Promise<PersonSubjects> {
    await this.index.fill();
    const found = await this.store.find(SoughtPerson.open(this.keys, request), maxSubjects + 1);
    return { subjects: found.slice(0, maxSubjects), is_complete: found.length <= maxSubjects };
  }
}
