import { Injectable } from '@nestjs/common';
import { Clock } from '@subjectline/contracts';
import { Database } from '@subjectline/storage';

export interface AlertRow {
  sealed_addresses: string;
  notify_after_failures: number;
}

@Injectable()
export class AlertStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async read(organization: string): Promise<AlertRow | null> {
    const [row] = await this.database.query<AlertRow>(
      'select sealed_addresses, notify_after_failures from request_alerts where organization = $1',
      [organization],
    );
    return row ?? null;
  }

  async save(organization: string, { sealed_addresses, notify_after_failures }: AlertRow): Promise<void> {
    await this.database.query(
      `insert into request_alerts (organization, sealed_addresses, notify_after_failures, updated_at)
       values ($1, $2, $3, $4)
       on conflict (organization) do update set sealed_addresses = excluded.sealed_addresses,
         notify_after_failures = excluded.notify_after_failures, updated_at = excluded.updated_at`,
      [organization, sealed_addresses, notify_after_failures, this.clock.now()],
    );
  }

  async remove(organization: string): Promise<void> {
    await this.database.query('delete from request_alerts where organization = $1', [organization]);
  }
}
