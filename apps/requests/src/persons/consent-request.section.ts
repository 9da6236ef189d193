import { Injectable } from '@nestjs/common';
import type { ErasedRecords } from '@subjectline/contracts';
import {
  erasedBatch,
  eraseBatch,
  Database,
  Table,
  type Page,
  type PersonSection,
  type Slice,
  type SoughtPerson,
} from '@subjectline/storage';
import type { ConsentRequestRow } from '../consent/consent.store';
import { PersonVault } from '../person/person-vault';
import { VerificationReceiptService } from '../receipts/verification-receipt.service';
import { identityDigestsOf } from './person-identity';

const consentRequests = new Table<ConsentRequestRow>('consent_requests');

/** Requests to see or change preferences. */
@Injectable()
export class ConsentRequestSection implements PersonSection {
  readonly name = 'consent_requests';

  constructor(
    private readonly database: Database,
    private readonly vault: PersonVault,
    private readonly receipts: VerificationReceiptService,
  ) {}

  async find(person: SoughtPerson, slice: Slice): Promise<Page<object>> {
    const { organization } = person;
    const sought = { organization, identity_digest: identityDigestsOf(this.vault, person) };
    const { rows, total } = await consentRequests.page(this.database, sought, 'created_at, id', slice);
    const receipts = await this.receipts.readAll(
      organization,
      rows.map(({ id }) => id),
    );
    const records = rows.map((row) => {
      return { ...this.opened(row), verification_receipt: receipts.get(row.id) ?? null };
    });
    return { rows: records, total };
  }

  async erase(person: SoughtPerson): Promise<ErasedRecords> {
    const rows = await this.database.query(
      `delete from consent_requests where ctid = any(array(
         select ctid from consent_requests where organization = $1 and identity_digest = any($2)
         limit ${eraseBatch} for update)) returning 1`,
      [person.organization, identityDigestsOf(this.vault, person)],
    );
    return erasedBatch(rows.length);
  }

  private opened(row: ConsentRequestRow): object {
    const { organization: _organization, identity_digest: _digest, ...rest } = row;
    const { sealed_identity: _identity, sealed_details: _details, ...facts } = rest;
    const { encryption_key: _key, ...details } = this.vault.openDetailsOf(row);
    return { ...facts, identity: this.vault.openIdentity(row), details };
  }
}
