import { Injectable } from '@nestjs/common';
import { sliceOf, type Page, type PersonSection, type Slice, type SoughtPerson } from '@subjectline/storage';
import { KeptMessages } from '../inbox/kept-messages';

/** More than the inbox keeps. */
const limit = 1_000;

/** Messages to the person that the development inbox keeps. */
@Injectable()
export class InboxSection implements PersonSection {
  readonly name = 'inbox';

  constructor(private readonly inbox: KeptMessages) {}

  async find(person: SoughtPerson, slice: Slice): Promise<Page<object>> {
    const { messages } = await this.inbox.read({ organization: person.organization, limit });
    return sliceOf(
      messages.filter(({ to }) => person.isCalled(to)),
      slice,
    );
  }
}
