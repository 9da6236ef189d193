import { Injectable } from '@nestjs/common';
import { Clock, type InboxMessage } from '@subjectline/contracts';
import type { KeptMessage } from '@subjectline/providers';
import { Database, KeyRing, SealBroken } from '@subjectline/storage';

/** How many messages of an organization are kept. */
const maxMessages = 200;

type Kept = Omit<InboxMessage, 'id' | 'sent_at'>;
type Newer = 'from_name' | 'reply_to';

@Injectable()
export class InboxStore {
  constructor(
    private readonly database: Database,
    private readonly keys: KeyRing,
    private readonly clock: Clock,
  ) {}

  /** Keeps a message and deletes the oldest ones. The same id again changes nothing. */
  async keep(organization: string, kept: KeptMessage): Promise<void> {
    const { id, to, channel, text, subject = null, html = null, fromName = null, replyTo = [] } = kept;
    const message = { to, channel, text, subject, html, from_name: fromName, reply_to: replyTo };
    await this.database.query(
      `insert into inbox (organization, id, sealed_message, sent_at) values ($1, $2, $3, $4)
       on conflict (organization, id) do nothing`,
      [organization, id, this.keys.sealJson(message, inboxContext(organization, id)), this.clock.now()],
    );
    await this.database.query(
      `delete from inbox where organization = $1 and position <=
         (select position from inbox where organization = $1 order by position desc offset $2 limit 1)`,
      [organization, maxMessages],
    );
  }

  /** Newest first. */
  async list(organization: string, limit: number, without: readonly string[]): Promise<InboxMessage[]> {
    const rows = await this.database.query<{ id: string; sealed_message: string; sent_at: Date }>(
      `select id, sealed_message, sent_at from inbox where organization = $1 and not exists (
         select from messages where messages.organization = inbox.organization and messages.id = inbox.id and kind = any($3))
       order by position desc limit $2`,
      [organization, limit, without],
    );
    return rows.flatMap(({ id, sealed_message, sent_at }) => {
      const message = this.open(sealed_message, inboxContext(organization, id));
      return message ? [{ ...message, id, sent_at: sent_at.toISOString() }] : [];
    });
  }

  /** Null if its key has left the ring: one old message must not hide the others. */
  private open(sealed: string, context: string): Kept | null {
    try {
      const kept = this.keys.openJson(sealed, context) as Omit<Kept, Newer> & Partial<Kept>;
      // older messages lack these two
      return { from_name: null, reply_to: [], ...kept };
    } catch (error) {
      if (error instanceof SealBroken) return null;
      throw error;
    }
  }
}

function inboxContext(organization: string, id: string): string {
  return `inbox:${organization}:${id}`;
}
