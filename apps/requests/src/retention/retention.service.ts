import { Inject, Injectable } from '@nestjs/common';
import { loggerToken, Metrics, type Logger } from '@subjectline/bus';
import { Clock, dayMs } from '@subjectline/contracts';
import { Database, RetentionRounds, type Remove } from '@subjectline/storage';
import { RequestsEnv } from '../env';
import { OldIdentities } from './old-identities.service';

/** Removes the identities of old requests first, and their records years later. */
@Injectable()
export class Retention extends RetentionRounds {
  constructor(
    database: Database,
    clock: Clock,
    private readonly identities: OldIdentities,
    private readonly env: RequestsEnv,
    metrics: Metrics,
    @Inject(loggerToken) logger: Logger,
  ) {
    super(database, clock, logger, metrics);
  }

  protected async removeOld(remove: Remove): Promise<void> {
    const identities = await this.removeIdentities();
    const before = this.daysAgo(this.env.SUBJECTLINE_RECORD_DAYS);
    const records = await remove('request_record', removeRequests, before);
    await remove('verification_receipt', removeReceipts, before);
    await remove('person_record', removeLooks, before);
    await remove('person_record', removeErasures, before);
    await remove('person_record', removeHolds, before);
    if (identities + records > 0) this.logger.info({ identities, records }, 'old requests removed');
  }

  private async removeIdentities(): Promise<number> {
    const { identities, env } = this;
    const isStopped = () => this.isStopped;
    const unverified = this.daysAgo(
      Math.max(env.SUBJECTLINE_UNVERIFIED_REQUEST_DAYS, env.SUBJECTLINE_VERIFICATION_DAYS),
    );
    const closed = this.daysAgo(env.SUBJECTLINE_CLOSED_REQUEST_DAYS);
    const removed = {
      unverified_request:
        (await identities.stripRequests('unverified_request', unverified, isStopped)) +
        (await identities.deleteConsentRequests('unverified_request', unverified, isStopped)),
      request_identity: await identities.stripRequests('request_identity', closed, isStopped),
      consent_request: await identities.deleteConsentRequests('consent_request', closed, isStopped),
    };
    let total = 0;
    for (const [kind, records] of Object.entries(removed)) {
      this.count(kind as keyof typeof removed, records);
      total += records;
    }
    return total;
  }

  private daysAgo(days: number): Date {
    return new Date(this.clock.nowMs() - days * dayMs);
  }
}

/** Deletes requests with all that belongs to them, but none whose identity is still there, such as under a legal hold. */
const removeRequests = `with old as (
    select organization, id from requests where kept_from < $1 and erased_at is not null
    limit $2 for update skip locked
  ), logs as (
    delete from request_log using old
    where request_log.organization = old.organization and request_log.request_id = old.id
  ), notes as (
    delete from request_notes using old
    where request_notes.organization = old.organization and request_notes.request_id = old.id
  ), receipts as (
    delete from verification_receipts using old
    where verification_receipts.organization = old.organization and verification_receipts.about = old.id
  )
  delete from requests using old where requests.organization = old.organization and requests.id = old.id
  returning requests.id`;

/** Of consent requests: those of privacy requests go with them. */
const removeReceipts = `delete from verification_receipts where (organization, about) in (
    select organization, about from verification_receipts where issued_at < $1 and starts_with(about, 'con_')
    limit $2 for update skip locked)
  returning about`;

const removeLooks = `delete from person_looks where (organization, id) in (
    select organization, id from person_looks where looked_at < $1 limit $2 for update skip locked)
  returning id`;

const removeErasures = `with old as (
    select organization, id from person_erasures where finished_at < $1 limit $2 for update skip locked
  ), steps as (
    delete from person_erasure_steps as step using old
    where step.organization = old.organization and step.erasure_id = old.id
  )
  delete from person_erasures as erasure using old
  where erasure.organization = old.organization and erasure.id = old.id returning erasure.id`;

const removeHolds = `delete from person_holds where (organization, id) in (
    select organization, id from person_holds where removed_at < $1 limit $2 for update skip locked)
  returning id`;
