import { Injectable } from '@nestjs/common';
import {
  carriesSecret,
  type ErasedRecords,
  type MessageState,
  messageContext,
  type MessageKindId,
  type SealedContent,
} from '@subjectline/contracts';
import {
  Database,
  eraseBatch,
  KeyRing,
  naming,
  readPage,
  SealBroken,
  type Page,
  type PersonSection,
  type Slice,
  type SoughtPerson,
} from '@subjectline/storage';
import { messagesOfPerson, PersonMessageStore } from './person-message.store';
import { PersonMessages } from './person-messages.service';

interface MessageRow {
  readonly organization: string;
  readonly id: string;
  readonly kind: MessageKindId;
  readonly sealed_content: string | null;
}

const columns = `organization, id, kind, state, reason, channel, about, service_type, provider_key, provider_message_id, locale,
  attempts, created_at, send_at, next_attempt_at, settled_at, expires_at, resent_from, resent_by, canceled_by, sealed_content, (
    select coalesce(json_agg(tried order by number), '[]') from (
      select number, service_type, provider_key, outcome, code, reason, started_at, finished_at from attempts
      where attempts.organization = messages.organization and message_id = messages.id) tried) as tries, (
    select coalesce(json_agg(reported order by position), '[]') from (
      select provider_key, status, bounce, reason, code, at, received_at, position from delivery_reports
      where delivery_reports.organization = messages.organization and message_id = messages.id) reported) as reports`;

/** Messages to the person, and about what is theirs, with their content as long as it is kept. */
@Injectable()
export class MessageSection implements PersonSection {
  readonly name = 'messages';

  constructor(
    private readonly database: Database,
    private readonly store: PersonMessageStore,
    private readonly messages: PersonMessages,
    private readonly keys: KeyRing,
  ) {}

  async find(person: SoughtPerson, slice: Slice): Promise<Page<object>> {
    const values = this.store.valuesOf(person);
    const query = { columns, from: messagesOfPerson, order: 'position', values };
    const { rows, total } = await readPage<MessageRow>(this.database, query, slice);
    return { rows: rows.map((row) => this.opened(row)), total };
  }

  /** Records stay: what was sent when and its outcome, with a digest of the address. One that waits is canceled. */
  async erase(person: SoughtPerson): Promise<ErasedRecords> {
    const left = `${messagesOfPerson} and (sealed_content is not null or ${naming('about', '$5', '$6')}
      or state in ('scheduled', 'queued', 'sending'))`;
    const rows = await this.database.query<MessageRow & { readonly state: MessageState }>(
      `select id, state from ${left} order by organization, id limit ${eraseBatch}`,
      [...this.store.valuesOf(person), person.values, person.addressPatterns],
    );
    for (const { id, state } of rows) {
      if (state === 'scheduled' || state === 'queued') await this.messages.cancel(person, id);
    }
    const erased = await this.forget(
      person,
      rows.map(({ id }) => id),
    );
    // a try that is under way has to end first
    return { erased, kept: erased, is_done: rows.length < eraseBatch && erased === rows.length };
  }

  /** `about` is given by the client that sends a message: it may be an address. */
  private async forget(
    { organization, values, addressPatterns }: SoughtPerson,
    ids: readonly string[],
  ): Promise<number> {
    const rows = await this.database.query(
      `with locked as (
         select organization, id from messages where organization = $1 and id = any($2)
           and state not in ('scheduled', 'queued', 'sending') order by organization, id for update
       )
       update messages set sealed_content = null, person_digests = '{}',
         about = case when ${naming('about', '$3', '$4')} then null else about end
       from locked where messages.organization = locked.organization and messages.id = locked.id returning 1`,
      [organization, ids, values, addressPatterns],
    );
    return rows.length;
  }

  private opened({ organization, sealed_content, ...rest }: MessageRow): object {
    const context = messageContext(organization, rest.id);
    const content = sealed_content === null ? null : this.contentOf(rest.kind, sealed_content, context);
    return { ...rest, content };
  }

  /** A code or link that still works is its recipient's alone. */
  private contentOf(kind: MessageKindId, sealed: string, context: string): Partial<SealedContent> | null {
    try {
      const { to, variables } = this.keys.openJson(sealed, context) as SealedContent;
      return carriesSecret(kind) ? { to } : { to, variables };
    } catch (error) {
      if (error instanceof SealBroken) return null;
      throw error;
    }
  }
}
