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
      if (state !== 'sending' && (await this.cancel(person.organization, id))) canceled += 1;
    }
    return unsent.length < eraseBatch && canceled === unsent.length;
  }

  /** @returns whether it is canceled: it may have ended or begun a try meanwhile */
  async cancel(organization: string, id: string): Promise<boolean> {
    try {
      await this.cancels.cancel({ organization, id, canceled_by: 'erasure' });
      return true;
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'message_not_cancelable') throw error;
      return false;
    }
  }
}
