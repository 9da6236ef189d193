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

  /** The first verification counts, as in the row of the request. */
  add(transaction: Transaction, row: ReceiptRow): void {
    const unlessThere = 'on conflict (organization, about) do nothing';
    transaction.later(...receipts.insertSql(row, unlessThere));
  }

  read(organization: string, about: string): Promise<ReceiptRow | null> {
    return receipts.find(this.database, { organization, about });
  }

  list(organization: string, about: readonly string[]): Promise<ReceiptRow[]> {
    return receipts.list(this.database, { organization, about });
  }
}
