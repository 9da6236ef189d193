import { Injectable } from '@nestjs/common';
import { Clock, messageKindIds, type MessageKindId } from '@subjectline/contracts';
import { Database, type Queryable, type Transaction } from '@subjectline/storage';
import { noParts, type OwnParts, type OwnWording } from './wording-in-force';

interface WordingRow extends OwnWording {
  readonly kind: string;
}

/** What an organization has for one kind: it changes, and is published, as a whole. */
export interface Desk {
  readonly organization: string;
  readonly kind: MessageKindId;
}

const latest = `select distinct on (kind, locale) kind, locale, version, subject, html, text, sms
                from wordings where organization = $1`;
const newestFirst = 'order by kind, locale, version desc';

@Injectable()
export class WordingStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** The last versions of an organization, by kind. */
  async ofOrganization(organization: string): Promise<ReadonlyMap<string, OwnWording[]>> {
    const rows = await this.database.query<WordingRow>(`${latest} ${newestFirst}`, [organization]);
    const byKind = new Map<string, OwnWording[]>();
    for (const row of rows) byKind.set(row.kind, [...(byKind.get(row.kind) ?? []), row]);
    return byKind;
  }

  ofDesk(desk: Desk): Promise<OwnWording[]> {
    return lastVersions(this.database, desk);
  }

  /** Every organization and kind with wording of its own. */
  async desks(): Promise<Desk[]> {
    return this.database.query<Desk>(
      'select distinct organization, kind from wordings where kind = any($1) order by organization, kind',
      [messageKindIds],
    );
  }

  /**
   * Stores a new version of what `change` makes of the last ones, and returns all last versions. Nobody else saves or
   * publishes at this desk meanwhile. What `change` throws leaves everything as it was.
   */
  async addVersion(
    desk: Desk,
    locale: string,
    change: (own: readonly OwnWording[]) => OwnParts,
  ): Promise<OwnWording[]> {
    return this.whileLocked(desk, async (own, transaction) => {
      const last = own.find((wording) => wording.locale === locale);
      const next = { ...noParts, ...change(own), locale, version: (last?.version ?? 0) + 1 };
      const { subject, html, text, sms, version } = next;
      await transaction.query(
        `insert into wordings (organization, kind, locale, version, subject, html, text, sms, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
        [desk.organization, desk.kind, locale, version, subject, html, text, sms, this.clock.now()],
      );
      return [...own.filter((wording) => wording !== last), { subject, html, text, sms, locale, version }];
    });
  }

  /** Works with the last versions of a desk while no replica can change them. */
  whileLocked<T>(desk: Desk, work: (own: OwnWording[], transaction: Transaction) => Promise<T>): Promise<T> {
    return this.database.transaction(async (transaction) => {
      const name = `wordings ${desk.organization} ${desk.kind}`;
      await transaction.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [name]);
      return work(await lastVersions(transaction, desk), transaction);
    });
  }
}

function lastVersions(queryable: Queryable, { organization, kind }: Desk): Promise<OwnWording[]> {
  return queryable.query<WordingRow>(`${latest} and kind = $2 ${newestFirst}`, [organization, kind]);
}
