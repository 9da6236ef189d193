import { Injectable } from '@nestjs/common';
import type { MessageState } from '@subjectline/contracts';
import { Database, type SoughtPerson } from '@subjectline/storage';
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

@Injectable()
export class PersonMessageStore {
  constructor(
    private readonly database: Database,
    private readonly recipients: Recipients,
  ) {}

  valuesOf(person: SoughtPerson): unknown[] {
    const { organization, digests, reference, subjects } = person;
    const recipients = this.recipients.digestsOf(organization, reference);
    return [organization, digests, recipients, [...subjects, ...person.values]];
  }

  /** Those that may still be sent. */
  unsent(person: SoughtPerson, limit: number): Promise<{ id: string; state: MessageState }[]> {
    return this.database.query(
      `select id, state from ${messagesOfPerson} and state in ('scheduled', 'queued', 'sending')
       order by organization, id limit $5`,
      [...this.valuesOf(person), limit],
    );
  }

  /** What the vendor of a config calls the messages that it took. */
  sentThrough(
    person: SoughtPerson,
    { key, after, limit }: SentThrough,
  ): Promise<{ id: string; provider_message_id: string }[]> {
    return this.database.query(
      `select id, provider_message_id from ${messagesOfPerson} and provider_message_id is not null
         and coalesce(provider_key, service_type) = $5 and id > $6 order by organization, id limit $7`,
      [...this.valuesOf(person), key, after ?? '', limit],
    );
  }
}
