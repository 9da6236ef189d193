import { Injectable } from '@nestjs/common';
import type { ErasedRecords } from '@subjectline/contracts';
import {
  erasedBatch,
  eraseBatch,
  Database,
  readPage,
  KeyRing,
  type Page,
  type PersonSection,
  type Slice,
  type SoughtPerson,
} from '@subjectline/storage';
import { IdentityRemoval } from '../person/identity-removal.store';
import { PersonVault } from '../person/person-vault';
import { noteContext } from '../request/note-context';
import { VerificationReceiptService } from '../receipts/verification-receipt.service';
import { RequestLogStore } from '../request/request-log.store';
import type { RequestRow } from '../request/request-row';
import { identityDigestsOf } from './person-identity';

interface StoredRequest extends RequestRow {
  readonly person_digests: string[] | null;
  readonly position: number;
}

interface Note {
  readonly id: string;
  readonly request_id: string;
  readonly sealed_value: string;
  readonly author: string;
  readonly created_at: Date;
}

const from =
  'requests where organization = $1 and (identity_digests && $2::text[] or person_digests && $3::text[])';

/** Privacy requests with all that belongs to them: the identity, the form, the log, the notes of staff. */
@Injectable()
export class RequestSection implements PersonSection {
  readonly name = 'privacy_requests';

  constructor(
    private readonly database: Database,
    private readonly vault: PersonVault,
    private readonly identities: IdentityRemoval,
    private readonly log: RequestLogStore,
    private readonly receipts: VerificationReceiptService,
    private readonly keys: KeyRing,
  ) {}

  async find(person: SoughtPerson, slice: Slice): Promise<Page<object>> {
    const { organization } = person;
    const values = [organization, identityDigestsOf(this.vault, person), person.digests];
    const { rows, total } = await readPage<StoredRequest>(
      this.database,
      { columns: '*', from, order: 'position', values },
      slice,
    );
    const ids = rows.map(({ id }) => id);
    const [logs, notes, receipts] = await Promise.all([
      this.log.readLogs(organization, ids),
      this.notesOf(organization, ids),
      this.receipts.readAll(organization, ids),
    ]);
    const records = rows.map((row) => ({
      ...this.opened(row),
      verification_receipt: receipts.get(row.id) ?? null,
      log: logs.get(row.id) ?? [],
      notes: notes.filter(({ request_id }) => request_id === row.id),
    }));
    return { rows: records, total };
  }

  /** A row stays: digests, policy, status and times, and what happened when. Who it was and what they wrote goes. */
  async erase(person: SoughtPerson): Promise<ErasedRecords> {
    const { organization } = person;
    const rows = await this.database.query<Pick<RequestRow, 'id'>>(
      `select id from ${from} and erased_at is null order by position limit ${eraseBatch}`,
      [organization, identityDigestsOf(this.vault, person), person.digests],
    );
    const ids = rows.map(({ id }) => id);
    await this.database.transaction(async (transaction) => {
      await this.identities.remove(transaction, organization, ids);
    });
    return erasedBatch(ids.length, ids.length);
  }

  private opened(row: StoredRequest): object {
    const {
      organization: _organization,
      identity_digests: _identity,
      person_digests: _person,
      ...rest
    } = row;
    const { sealed_identity: _sealed, sealed_details: _details, position: _position, ...facts } = rest;
    // the key of the person's package is theirs alone
    const { encryption_key, ...details } = this.vault.openDetailsOf(row);
    const identity = this.vault.openIdentity(row);
    return { ...facts, identity, details, has_encryption_key: Boolean(encryption_key) };
  }

  private async notesOf(
    organization: string,
    requestIds: readonly string[],
  ): Promise<(Omit<Note, 'sealed_value'> & { value: string })[]> {
    const notes = await this.database.query<Note>(
      `select id, request_id, sealed_value, author, created_at from request_notes
       where organization = $1 and request_id = any($2) order by position`,
      [organization, requestIds],
    );
    return notes.map(({ sealed_value, ...note }) => {
      return { ...note, value: this.keys.open(sealed_value, noteContext(organization, note.id)) };
    });
  }
}
