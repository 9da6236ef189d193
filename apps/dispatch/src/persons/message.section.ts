import { Injectable } from '@nestjs/common';
import {
  carriesSecret,
  messageContext,
  type MessageKindId,
  type SealedContent,
} from '@subjectline/contracts';
import {
  Database,
  KeyRing,
  readPage,
  SealBroken,
  type Page,
  type PersonSection,
  type Slice,
  type SoughtPerson,
} from '@subjectline/storage';
import { Recipients } from '../suppressions/recipients';

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
const from = `messages where organization = $1
  and (person_digests && $2::text[] or recipient_digest = any($3) or other_digest = any($3) or about = any($4))`;

/** Messages to the person, and about what is theirs, with their content as long as it is kept. */
@Injectable()
export class MessageSection implements PersonSection {
  readonly name = 'messages';

  constructor(
    private readonly database: Database,
    private readonly recipients: Recipients,
    private readonly keys: KeyRing,
  ) {}

  async find(person: SoughtPerson, slice: Slice): Promise<Page<object>> {
    const { organization, digests, reference, subjects } = person;
    const values = [
      organization,
      digests,
      this.recipients.digestsOf(organization, reference),
      [...subjects, ...person.values],
    ];
    const query = { columns, from, order: 'position', values };
    const { rows, total } = await readPage<MessageRow>(this.database, query, slice);
    return { rows: rows.map((row) => this.opened(row)), total };
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
