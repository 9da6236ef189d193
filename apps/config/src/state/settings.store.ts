import { Injectable } from '@nestjs/common';
import { Clock, type ApplicationSettings } from '@subjectline/contracts';
import { Database, type Queryable } from '@subjectline/storage';

@Injectable()
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

  /** Read and write within the same change of the organization (`SettingsPublisher.change`). */
  async write(organization: string, document: ApplicationSettings, on: Queryable): Promise<void> {
    await on.query(
      `insert into application_settings (organization, document, changed_at) values ($1, $2, $3)
       on conflict (organization) do update set document = excluded.document, changed_at = excluded.changed_at`,
      [organization, JSON.stringify(document), this.clock.now()],
    );
  }
}
