import { Injectable } from '@nestjs/common';
import { Clock, type ApplicationSettings } from '@subjectline/contracts';
import { Database, Table, type Queryable } from '@subjectline/storage';

interface SettingsRow {
  readonly organization: string;
  readonly document: ApplicationSettings;
  readonly changed_at: Date;
}

const settings = new Table<SettingsRow>('application_settings');

@Injectable()
export class SettingsStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async read(organization: string, on: Queryable = this.database): Promise<ApplicationSettings> {
    return (await settings.find(on, { organization }))?.document ?? {};
  }

  /** Read and write within the same change of the organization (`SettingsPublisher.change`). */
  async write(organization: string, document: ApplicationSettings, on: Queryable): Promise<void> {
    await settings.upsert(on, { organization }, { document, changed_at: this.clock.now() });
  }
}
