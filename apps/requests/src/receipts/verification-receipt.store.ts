import { Injectable } from '@nestjs/common';
import { Database, Table, type Transaction } from '@subjectline/storage';

export interface ReceiptRow {
  organization: string;
  about: string;
  receipt: string;
  issued_at: Date;
}

const receipts = new Table<ReceiptRow>('verification_receipts');

@Injectable()
export class VerificationReceiptStore {
  constructor(private readonly database: Database) {}

  /** The first verification counts, unless staff asked for more afterwards. */
  add(transaction: Transaction, row: ReceiptRow, isRaised: boolean): void {
    const replacing = 'update set receipt = excluded.receipt, issued_at = excluded.issued_at';
    const conflict = `on conflict (organization, about) do ${isRaised ? replacing : 'nothing'}`;
    transaction.later(...receipts.insertSql(row, conflict));
  }

  read(organization: string, about: string): Promise<ReceiptRow | null> {
    return receipts.find(this.database, { organization, about });
  }

  list(organization: string, about: readonly string[]): Promise<ReceiptRow[]> {
    return receipts.list(this.database, { organization, about });
  }
}
