import type { ApplicationSettings, Clock } from '@subjectline/contracts';
import type { Database, Queryable } from '@subjectline/storage';

export class SettingsStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async read(organization: string, on: Queryable = this.database): Promise<ApplicationSettings> {
    const [row] = await on.query<{ document: ApplicationSettings }>(
      'select document from application_settings where organization = $1',
      [organization],
    );
    return row?.document ?? {};
  }

  /** Changes the document under its lock, so that of two changes at once neither is lost. */
  change(
    organization: string,
    change: (document: ApplicationSettings) => ApplicationSettings,
  ): Promise<ApplicationSettings> {
    return this.database.transaction(async (transaction) => {
      await transaction.query(
        `insert into application_settings (organization, document, changed_at) values ($1, '{}', $2)
         on conflict do nothing`,
        [organization, this.clock.now()],
      );
      const [row] = await transaction.query<{ document: ApplicationSettings }>(
        'select document from application_settings where organization = $1 for update',
        [organization],
      );
      const changed = change(row?.document ?? {});
      await transaction.query(
        'update application_settings set document = $2, changed_at = $3 where organization = $1',
        [organization, JSON.stringify(changed), this.clock.now()],
      );
      return changed;
    });
  }

  /** Every organization that has set anything. */
  async organizations(): Promise<string[]> {
    const rows = await this.database.query<{ organization: string }>(
      'select organization from application_settings union select organization from providers',
    );
    return rows.map(({ organization }) => organization);
  }
}
