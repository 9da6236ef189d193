import { Injectable } from '@nestjs/common';
import {
  Clock,
  newId,
  type AuditEntries,
  type AuditOutcome,
  type AuditReference,
  type AuditSlice,
  type BeginAuditRequest,
  type FinishAuditRequest,
  type ListAuditRequest,
  type NewAuditEntry,
  type ReadAuditRequest,
} from '@subjectline/contracts';
import type { Transaction } from '@subjectline/storage';
import { AuditStore, type BegunRow } from './audit.store';

/** Records who did what: begun before it is done, chained once it is. */
@Injectable()
export class AuditService {
  constructor(
    private readonly store: AuditStore,
    private readonly clock: Clock,
  ) {}

  async begin({ organization, entry }: BeginAuditRequest): Promise<AuditReference> {
    return { id: await this.store.begin(organization, entry) };
  }

  /**
   * Adds an entry for what is done with it, in one transaction.
   * @param entryFor null where nothing was done
   */
  add<T>(
    organization: string,
    work: (transaction: Transaction) => Promise<T>,
    entryFor: (done: T) => NewAuditEntry | null,
    outcome: AuditOutcome = 'done',
  ): Promise<T> {
    return this.store.transaction(async (transaction) => {
      const done = await work(transaction);
      const entry = entryFor(done);
      const begun = { organization, id: newId('aud'), begun_at: this.clock.now() };
      if (entry) await this.chain(transaction, { ...begun, entry }, outcome);
      return done;
    });
  }

  async finish({ organization, id, end, targets, version }: FinishAuditRequest): Promise<AuditReference> {
    await this.store.transaction(async (transaction) => {
      const row = await this.store.end(transaction, organization, id);
      if (row && end !== 'refused') await this.chain(transaction, row, end, { targets, version });
    });
    return { id };
  }

  /** Makes an entry of what was begun. */
  async chain(
    transaction: Transaction,
    { organization, id, begun_at, entry }: BegunRow,
    outcome: AuditOutcome,
    { targets, version }: Pick<FinishAuditRequest, 'targets' | 'version'> = { targets: [], version: null },
  ): Promise<void> {
    const known = [...new Set([...entry.targets, ...targets])].slice(0, 500);
    const at = begun_at.toISOString();
    const pruned = { pruned_through: null, pruned_digest: null };
    const content = { ...entry, organization, id, at, outcome, targets: known, version, ...pruned };
    await this.store.append(transaction, content);
  }

  async list({ organization, filter, page, size }: ListAuditRequest): Promise<AuditEntries> {
    const slice = { skip: (page - 1) * size, limit: size };
    const { rows: items, total } = await this.store.list(organization, filter, slice);
    return { items, total };
  }

  async read({ organization, after, limit }: ReadAuditRequest): Promise<AuditSlice> {
    return { items: await this.store.readAfter(organization, after, limit) };
  }
}
