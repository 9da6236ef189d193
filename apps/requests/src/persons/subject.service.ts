import { Injectable } from '@nestjs/common';
import { maxSubjects, type FindPersonSubjectsRequest, type PersonSubjects } from '@subjectline/contracts';
import { digestsToFind, KeyRing, PersonIndex, SoughtPerson } from '@subjectline/storage';
import { namesInRequest } from '../person/names-in-request';
import { PersonVault } from '../person/person-vault';
import { SubjectStore } from './subject.store';

/** What messages and challenges of a person are about here: their requests, and the person of their preferences. */
@Injectable()
export class SubjectService {
  constructor(
    private readonly store: SubjectStore,
    private readonly index: PersonIndex,
    private readonly vault: PersonVault,
    private readonly keys: KeyRing,
  ) {}

  async find(request: FindPersonSubjectsRequest): Promise<PersonSubjects> {
    await this.index.fill();
    const found = await this.store.find(SoughtPerson.open(this.keys, request), maxSubjects + 1);
    return { subjects: found.slice(0, maxSubjects), is_complete: found.length <= maxSubjects };
  }

  /** Digests, under every key, of whatever the person's requests name the person by. */
  async findNames(request: FindPersonSubjectsRequest): Promise<string[]> {
    const { organization } = request;
    const rows = await this.store.findNaming(SoughtPerson.open(this.keys, request));
    const names = new Set(rows.flatMap((row) => namesInRequest(this.vault, row)));
    return digestsToFind(this.keys, organization, [...names]);
  }
}
