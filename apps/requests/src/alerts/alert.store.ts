import { Injectable } from '@nestjs/common';
import { Clock } from '@subjectline/contracts';
import { Database, Table, type Transaction } from '@subjectline/storage';

export interface AlertRow {
  organization: string;
  sealed_addresses: string;
  notify_after_failures: number;
  sms_limit_told_at: Date | null;
  updated_at: Date;
}

const alerts = new Table<AlertRow>('request_alerts');

@Injectable()
export class AlertStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  read(organization: string): Promise<AlertRow | null> {
    return alerts.find(this.database, { organization });
  }

  /** Locked until the transaction ends: concurrent failures are counted one after the other. */
  lock(transaction: Transaction, organization: string): Promise<AlertRow | null> {
    return alerts.lock(transaction, { organization });
  }

  save(
    organization: string,
    alert: Pick<AlertRow, 'sealed_addresses' | 'notify_after_failures'>,
  ): Promise<void> {
    return alerts.upsert(this.database, { organization }, { ...alert, updated_at: this.clock.now() });
  }

  /** On a locked alert. */
  markSmsLimitReported(transaction: Transaction, organization: string): Promise<void> {
    return alerts.update(transaction, { organization }, { sms_limit_told_at: this.clock.now() });
  }

  remove(organization: string): Promise<void> {
    return alerts.delete(this.database, { organization });
  }
}
