import { Injectable } from '@nestjs/common';
import { AppError, type MessageState } from '@subjectline/contracts';
import { Database, eraseBatch, type SoughtPerson } from '@subjectline/storage';
import { CancelService } from '../records/cancel.service';
import { Recipients } from '../suppressions/recipients';

/** Messages to a person and about what is theirs; for the values of `valuesOf`. */
export const messagesOfPerson = `messages where organization = $1
  and (person_digests && $2::text[] or recipient_digest = any($3) or other_digest = any($3) or about = any($4))`;

interface SentThrough {
  readonly key: string;
  /** The id of the message before. */
  readonly after: string | null;
  readonly limit: number;
}

/** The messages of a person, and those of them that have not been sent yet. */
@Injectable()
export class PersonMessages {
  constructor(
    private readonly database: Database,
    private readonly recipients: Recipients,
    private readonly cancels: CancelService,
  ) {}

  valuesOf(person: SoughtPerson): unknown[] {
    const { organization, digests, reference, subjects } = person;
    const recipients = this.recipients.digestsOf(organization, reference);
    return [organization, digests, recipients, [...subjects, ...person.values]];
  }

  /** Cancels those that wait. @returns whether none is left that may still be sent */
  async stop(person: SoughtPerson): Promise<boolean> {
    const rows = await this.database.query<{ readonly id: string; readonly state: MessageState }>(
      `select id, state from ${messagesOfPerson} and state in ('scheduled', 'queued', 'sending')
       order by organization, id limit ${eraseBatch}`,
      this.valuesOf(person),
    );
    let canceled = 0;
    for (const { id, state } of rows) {
      if (state !== 'sending' && (await this.cancel(person.organization, id))) canceled += 1;
    }
    return rows.length < eraseBatch && canceled === rows.length;
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

  /** What the vendor of a config calls the messages that it took. */
  sentThrough(
    person: SoughtPerson,
    { key, after, limit }: SentThrough,
  ): Promise<{ id: string; provider_message_id: string }[]> {
    return this.database.query(
      `select id, provider_message_id from ${messagesOfPerson} and provider_message_id is not null
         and coalesce(provider_key, service_type) = $5 and id > $6 order by organization, id limit ${limit}`,
      [...this.valuesOf(person), key, after ?? ''],
    );
  }
}
