import { Injectable } from '@nestjs/common';
import { maxSubjects, type FindPersonSubjectsRequest, type PersonSubjects } from '@subjectline/contracts';
import { digestsToFind, KeyRing, PersonIndex, SoughtPerson } from '@subjectline/storage';
import { ConsentVault } from '../person/consent-vault';
import { SubjectStore } from './subject.store';

/** What messages, challenges and webhooks of a person are about here. */
@Injectable()
export class SubjectService {
  constructor(
    private readonly store: SubjectStore,
    private readonly index: PersonIndex,
    private readonly vault: ConsentVault,
    private readonly keys: KeyRing,
  ) {}

  async find(request: FindPersonSubjectsRequest): Promise<PersonSubjects> {
    await this.index.fill();
    const person = SoughtPerson.open(this.keys, request);
    const { organization, values } = person;
    const signIns = values.flatMap((value) => this.vault.signInIds(organization, value));
    const found = [...signIns, ...(await this.store.find(person, maxSubjects + 1))];
    const names = await this.store.findNames(person);
    return {
      subjects: found.slice(0, maxSubjects),
      is_complete: found.length <= maxSubjects,
      person_digests: digestsToFind(this.keys, organization, names),
    };
  }
}
