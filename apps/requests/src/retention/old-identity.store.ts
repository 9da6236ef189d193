import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '@subjectline/storage';
import type { NamingRow } from '../person/names-in-request';

export type OldIdentity = NamingRow;

/** The last row of a batch. */
export type Cursor = readonly [organization: string, id: string];

/** `$1` is the moment before which they are old. */
const oldRequests = {
  // a client that submitted it knows the person otherwise; one who has done some of the steps is no stranger
  unverified_request: `kept_from < $1 and proof_required and identity_verified_at is null and submitted_by is null
       and coalesce(assurance->'proofs', '[]') = '[]'`,
  // of who has done some of the steps, and none for as long
  request_identity: `kept_from < $1 and (archived_at is not null or status <> 'identity_unverified'
       or coalesce(assurance->'proofs', '[]') <> '[]')`,
} as const;
const oldConsentRequests = {
  unverified_request: 'identity_verified_at is null and coalesce(kept_from, created_at) < $1',
  consent_request: 'greatest(kept_from, identity_verified_at) < $1 and identity_verified_at is not null',
} as const;

export type OldRequestKind = keyof typeof oldRequests;
export type OldConsentRequestKind = keyof typeof oldConsentRequests;

/** Requests whose identity is kept no longer. */
@Injectable()
export class OldIdentityStore {
  constructor(private readonly database: Database) {}

  transaction<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return this.database.transaction(work);
  }

  /** The next batch. It may hold rows under a legal hold, which stay. */
  findRequests(kind: OldRequestKind, before: Date, after: Cursor, limit: number): Promise<OldIdentity[]> {
    return this.database.query<OldIdentity>(
      `select organization, id, sealed_identity, sealed_details, external_id from requests
       where erased_at is null and ${oldRequests[kind]} and (organization, id) > ($2, $3)
       order by organization, id limit $4`,
      [before, ...after, limit],
    );
  }

  findConsentRequests(
    kind: OldConsentRequestKind,
    before: Date,
    after: Cursor,
    limit: number,
  ): Promise<OldIdentity[]> {
    return this.database.query<OldIdentity>(
      `select organization, id, sealed_identity, sealed_details from consent_requests
       where ${oldConsentRequests[kind]} and (organization, id) > ($2, $3)
       order by organization, id limit $4`,
      [before, ...after, limit],
    );
  }

  /** Those that are still old, locked: one may have been verified or reopened meanwhile. */
  async lockRequests(
    transaction: Transaction,
    kind: OldRequestKind,
    before: Date,
    organization: string,
    ids: readonly string[],
  ): Promise<string[]> {
    const rows = await transaction.query<{ id: string }>(
      `select id from requests
       where erased_at is null and ${oldRequests[kind]} and organization = $2 and id = any($3)
       order by id for update`,
      [before, organization, ids],
    );
    return rows.map(({ id }) => id);
  }

  async deleteConsentRequests(
    kind: OldConsentRequestKind,
    before: Date,
    organization: string,
    ids: readonly string[],
  ): Promise<number> {
    const rows = await this.database.query(
      `delete from consent_requests
       where ${oldConsentRequests[kind]} and organization = $2 and id = any($3) returning 1`,
      [before, organization, ids],
    );
    return rows.length;
  }
}
