import { Injectable } from '@nestjs/common';
import { AppError } from '@subjectline/contracts';
import { eraseBatch, type SoughtPerson } from '@subjectline/storage';
import { CancelService } from '../records/cancel.service';
import { PersonMessageStore } from './person-message.store';

/** Cancels the messages of a person that have not been sent yet. */
@Injectable()
export class PersonMessages {
  constructor(
    private readonly store: PersonMessageStore,
    private readonly cancels: CancelService,
  ) {}

  /** @returns whether none is left that may still be sent */
  async stop(person: SoughtPerson): Promise<boolean> {
    const unsent = await this.store.unsent(person, eraseBatch);
    let canceled = 0;
    for (const { id, state } of unsent) {
      if (state !== 'sending' && (await this.cancel(person, id))) canceled += 1;
    }
    return unsent.length < eraseBatch && canceled === unsent.length;
  }

  /** @returns whether it is canceled: it may have ended or begun a try meanwhile */
  async cancel(person: SoughtPerson, id: string): Promise<boolean> {
    const { organization } = person;
    try {
      const request = { organization, id, canceled_by: 'erasure' };
      await this.cancels.cancel(request, (about) => person.isNamedIn(about));
      return true;
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'message_not_cancelable') throw error;
      return false;
    }
  }
}
