import { Injectable } from '@nestjs/common';
import { messageKindIds, type MessageKindId } from '@subjectline/contracts';
import { Database, type Page, type Slice } from '@subjectline/storage';
import type { OwnParts } from '../wording/own-parts';
import type { WordingKey } from '../wording/wording.store';

export interface CreatedRow {
  readonly kind: MessageKindId;
  readonly locale: string;
  readonly version: number;
  readonly created_at: Date;
  readonly updated_at: Date;
}

export interface VersionRow extends OwnParts {
  readonly version: number;
  readonly saved_at: Date;
  readonly saved_by: string | null;
  readonly removed: boolean;
}

/** Lists of wordings, and of the versions of one. */
@Injectable()
export class ArchiveStore {
  constructor(private readonly database: Database) {}

  /** Wordings that an organization has created, without their parts; oldest first. */
  created(organization: string): Promise<CreatedRow[]> {
    return this.database.query<CreatedRow>(
      `select kind, locale, version, begun_at as created_at, created_at as updated_at
       from (select distinct on (kind, locale) * from wordings where organization = $1 and kind = any($2)
             order by kind, locale, version desc) latest
       where not removed order by begun_at, kind, locale`,
      [organization, messageKindIds],
    );
  }

  /** Newest first. */
  async versions(
    { organization, kind }: WordingKey,
    locale: string,
    { skip, limit }: Slice,
  ): Promise<Page<VersionRow>> {
    const place = [organization, kind, locale];
    const here = 'from wordings where organization = $1 and kind = $2 and locale = $3';
    const [counted] = await this.database.query<{ total: number }>(`select count(*) as total ${here}`, place);
    const rows = await this.database.query<VersionRow>(
      `select version, created_at as saved_at, saved_by, removed, subject, html, text, sms, from_name, reply_to
       ${here} order by version desc limit $4 offset $5`,
      [...place, limit, skip],
    );
    return { rows, total: counted?.total ?? 0 };
  }
}
