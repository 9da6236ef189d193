import { Injectable } from '@nestjs/common';
import { Clock } from '@subjectline/contracts';
import { Database, type Queryable, type Transaction } from '@subjectline/storage';

export interface AlertRow {
  sealed_addresses: string;
  notify_after_failures: number;
  sms_limit_told_at: Date | null;
}

@Injectable()
export class AlertStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  read(organization: string): Promise<AlertRow | null> {
    return this.find(this.database, organization, '');
  }

  /** Locked until the transaction ends: concurrent failures are counted one after the other. */
  lock(transaction: Transaction, organization: string): Promise<AlertRow | null> {
    return this.find(transaction, organization, 'for update');
  }

  async save(
    organization: string,
    { sealed_addresses, notify_after_failures }: Omit<AlertRow, 'sms_limit_told_at'>,
  ): Promise<void> {
    await this.database.query(
      `insert into request_alerts (organization, sealed_addresses, notify_after_failures, updated_at)
       values ($1, $2, $3, $4)
       on conflict (organization) do update set sealed_addresses = excluded.sealed_addresses,
         notify_after_failures = excluded.notify_after_failures, updated_at = excluded.updated_at`,
      [organization, sealed_addresses, notify_after_failures, this.clock.now()],
    );
  }

  /** On a locked alert. */
  async markSmsLimitReported(transaction: Transaction, organization: string): Promise<void> {
    await transaction.query('update request_alerts set sms_limit_told_at = $2 where organization = $1', [
      organization,
      this.clock.now(),
    ]);
  }

  async remove(organization: string): Promise<void> {
    await this.database.query('delete from request_alerts where organization = $1', [organization]);
  }

  private async find(on: Queryable, organization: string, lock: '' | 'for update'): Promise<AlertRow | null> {
    const [row] = await on.query<AlertRow>(
      `select sealed_addresses, notify_after_failures, sms_limit_told_at from request_alerts where organization = $1 ${lock}`,
      [organization],
    );
    return row ?? null;
  }
}
