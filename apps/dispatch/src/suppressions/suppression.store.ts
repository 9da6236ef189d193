import { Injectable } from '@nestjs/common';
import { Clock, dayMs, newId, type Channel, type SuppressionReason } from '@subjectline/contracts';
import { BatchColumns, Database, type Queryable, type Transaction } from '@subjectline/storage';

export interface SuppressionRow {
  readonly id: string;
  readonly channel: Channel;
  readonly reason: SuppressionReason;
  readonly message_id: string | null;
  readonly created_by: string | null;
  readonly created_at: Date;
  readonly expires_at: Date | null;
}

export interface Filter {
  readonly organization: string;
  readonly channel?: Channel | undefined;
  readonly reason?: SuppressionReason | undefined;
  /** Null: of any address. */
  readonly digests: readonly string[] | null;
  readonly skip: number;
  readonly limit: number;
}

/** Why the address of a message is suppressed. */
export interface SuppressedMessage {
  readonly organization: string;
  readonly message_id: string;
  readonly reason: SuppressionReason;
}

interface FoundRow extends SuppressedMessage {
  readonly id: string;
  readonly expires_at: Date | null;
}

interface Recipient {
  readonly organization: string;
  readonly channel: Channel;
  readonly digest: string;
}

/** A recipient, by the digests under every key. */
export interface AskedRecipient {
  readonly organization: string;
  readonly channel: Channel;
  readonly digests: readonly string[];
}

/** A mailbox may be made again, and no report says that a person has answered START: the vendor is asked once more. */
const lifetimeMs: Readonly<Partial<Record<SuppressionReason, number>>> = {
  hard_bounce: 90 * dayMs,
  opted_out: 7 * dayMs,
};

const columns = 'id, channel, reason, message_id, created_by, created_at, expires_at';
const foundColumns = new BatchColumns<FoundRow>(
  { organization: 'text', message_id: 'text', reason: 'text', id: 'text', expires_at: 'timestamptz' },
  1,
);
const recipients = new BatchColumns<Recipient>({ organization: 'text', channel: 'text', digest: 'text' }, 1);

/** Found again, it lasts for as long as a new one. */
const again = `on conflict (organization, channel, recipient_digest, reason) do update set
  expires_at = excluded.expires_at`;

@Injectable()
export class SuppressionStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Newest first. */
  async list(filter: Filter): Promise<{ rows: SuppressionRow[]; total: number }> {
    const { organization, channel = null, reason = null, digests, skip, limit } = filter;
    const where = `organization = $1 and (expires_at is null or expires_at > $2) and ($3::text is null or channel = $3)
      and ($4::text is null or reason = $4) and ($5::text[] is null or recipient_digest = any($5))`;
    const values = [organization, this.clock.now(), channel, reason, digests];
    const [rows, [count]] = await Promise.all([
      this.database.query<SuppressionRow>(
        `select ${columns} from suppressions where ${where} order by position desc limit $6 offset $7`,
        [...values, limit, skip],
      ),
      this.database.query<{ total: number }>(
        `select count(*) as total from suppressions where ${where}`,
        values,
      ),
    ]);
    return { rows, total: count?.total ?? 0 };
  }

  async add(
    on: Queryable,
    { organization, channel, digest }: Recipient,
    createdBy: string,
  ): Promise<SuppressionRow[]> {
    return on.query<SuppressionRow>(
      `insert into suppressions (organization, id, channel, recipient_digest, reason, created_by, created_at)
       values ($1, $2, $3, $4, 'manual', $5, $6) ${again} returning ${columns}`,
      [organization, newId('sup'), channel, digest, createdBy, this.clock.now()],
    );
  }

  /** Adds the addresses of messages, by what their vendors say of them. */
  async addFound(transaction: Transaction, found: readonly SuppressedMessage[]): Promise<void> {
    if (found.length === 0) return;
    const rows = found.map((one) => ({ ...one, id: newId('sup'), expires_at: this.expiryOf(one) }));
    await transaction.query(
      `insert into suppressions (organization, id, channel, recipient_digest, reason, message_id, created_at, expires_at)
       select distinct on (messages.organization, channel, recipient_digest, given.reason)
         messages.organization, given.id, channel, recipient_digest, given.reason, message_id, $1, given.expires_at
       from ${foundColumns.given} join messages on (messages.organization, messages.id) = (given.organization, message_id)
       where recipient_digest is not null and channel is not null
       order by messages.organization, channel, recipient_digest, given.reason ${again}`,
      [this.clock.now(), ...foundColumns.valuesOf(rows)],
    );
  }

  /** @returns for each recipient why it is suppressed, or nothing */
  async reasonsOf(asked: readonly AskedRecipient[]): Promise<SuppressionReason[][]> {
    const rows = asked.flatMap(({ digests, ...one }) => digests.map((digest) => ({ ...one, digest })));
    const found = await this.database.query<Pick<Recipient, 'digest'> & { reason: SuppressionReason }>(
      `select digest, suppressions.reason
       from ${recipients.given} join suppressions
         on (suppressions.organization, suppressions.channel, recipient_digest) = (given.organization, given.channel, digest)
       where expires_at is null or expires_at > $1`,
      [this.clock.now(), ...recipients.valuesOf(rows)],
    );
    // organization and channel are in the digest, too
    return asked.map(({ digests }) =>
      found.filter(({ digest }) => digests.includes(digest)).map(({ reason }) => reason),
    );
  }

  async remove(organization: string, id: string): Promise<SuppressionRow | null> {
    const [row] = await this.database.query<SuppressionRow>(
      `delete from suppressions where organization = $1 and id = $2 returning ${columns}`,
      [organization, id],
    );
    return row ?? null;
  }

  private expiryOf({ reason }: SuppressedMessage): Date | null {
    const ms = lifetimeMs[reason];
    return ms === undefined ? null : new Date(this.clock.nowMs() + ms);
  }
}
