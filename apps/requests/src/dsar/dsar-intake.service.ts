import { Injectable } from '@nestjs/common';
import {
  Clock,
  newId,
  userRight,
  reachableChannels,
  type CreateDsarRequestRequest,
  type DsarWarningReason,
  type OrganizationSettings,
} from '@subjectline/contracts';
import type { Transaction } from '@subjectline/storage';
import type { Laws } from '../laws/applicable-laws';
import { receivedAt } from '../deadlines/received';
import { startClock } from '../deadlines/request-clock';
import { PersonMessages } from '../person/person-messages';
import { PersonVault } from '../person/person-vault';
import { answerOf } from '../request/policies';
import { reminderAt } from '../request/reminder';
import { RequestLogStore } from '../request/request-log.store';
import type { NewRequestRow, RequestRow } from '../request/request-row';
import { coreStatusOf } from '../request/request-status';
import { RequestStore } from '../request/request.store';
import { gapAfterMs } from '../request/resend-schedule';
import { statusFactsOf } from '../request/status-facts';
import { dsarChangeOf } from './dsar-changes';
import { identityOf, requireCountry } from './dsar-identity';

export interface Admitted {
  readonly row: RequestRow;
  readonly warning: DsarWarningReason | null;
}

/** Admits a request of Didomi's API. It is stored whether or not its person can be notified. */
@Injectable()
export class DsarIntakeService {
  constructor(
    private readonly store: RequestStore,
    private readonly log: RequestLogStore,
    private readonly messages: PersonMessages,
    private readonly vault: PersonVault,
    private readonly clock: Clock,
  ) {}

  async admit(
    transaction: Transaction,
    request: CreateDsarRequestRequest,
    settings: OrganizationSettings,
    laws: Laws,
  ): Promise<Admitted> {
    const { status, notify = status === 'unverified' } = request;
    const isReminded = notify && status === 'unverified';
    const remind_at = isReminded ? reminderAt(settings, this.clock.now()) : null;
    const row = await this.store.insert(transaction, { ...this.newRow(request, laws), remind_at });
    const warning = await this.notify(transaction, row, request, settings);
    if (warning) this.log.add(transaction, row, warning, 'system');
    await this.messages.publishChanged(transaction, row);
    return { row, warning };
  }

  /** A request created past `unverified` began elsewhere: by default its person is not notified. */
  private async notify(
    transaction: Transaction,
    row: RequestRow,
    { status, notify = status === 'unverified' }: CreateDsarRequestRequest,
    settings: OrganizationSettings,
  ): Promise<DsarWarningReason | null> {
    const change = dsarChangeOf(status);
    if (!notify || (status !== 'unverified' && !change)) return null;
    requireCountry(this.vault.openIdentity(row), settings);
    const hasAddress = this.messages.hasAddress(row);
    const skipReason = hasAddress ? undefined : 'no_address';
    if (change) await this.messages.notify(transaction, row, change, settings, { skipReason });
    if (status !== 'unverified') return hasAddress ? null : 'no_recipient';
    const channels = reachableChannels(settings);
    const isSent = await this.messages.startVerification(transaction, row, channels, { by_client: true });
    if (isSent) return null;
    return hasAddress ? 'no_messaging' : 'no_recipient';
  }

  private newRow(request: CreateDsarRequestRequest, laws: Laws): NewRequestRow {
    const { organization, status, created_by, locale, law, received_at } = request;
    const id = newId('pri');
    const created_at = this.clock.now();
    const location = request.source.country ?? null;
    const asked = { family: 'didomi', policy_key: userRight(request.user_right_id).policyKey } as const;
    const received = receivedAt(received_at, created_at);
    const clock = startClock({ law, location: location?.toUpperCase(), received, ...answerOf(asked) }, laws);
    const identity = identityOf(request);
    const proof_required = status === 'unverified';
    return {
      organization,
      id,
      ...asked,
      status: coreStatusOf(status),
      ...statusFactsOf(status, created_by, this.clock.now()),
      // created past `unverified`, its client vouches for the person: nothing was verified
      identity_verified_at: null,
      created_at,
      clock,
      sealed_identity: this.vault.sealIdentity(organization, id, identity),
      identity_digests: this.vault.digestsOf(organization, identity),
      sealed_details: this.sealDetails(id, request),
      locale,
      location,
      submitted_by: created_by,
      requested_at: created_at,
      proof_required,
      codes_asked_for: proof_required ? 1 : 0,
      next_code_at: proof_required ? new Date(this.clock.nowMs() + gapAfterMs(1)) : null,
    };
  }

  private sealDetails(id: string, request: CreateDsarRequestRequest): string | null {
    const { organization, organization_user_id, request_fields, user, redirect_url, metadata } = request;
    const dsar = {
      organization_user_id,
      request_fields: request_fields ?? [],
      user: user ?? null,
      redirect_url: redirect_url ?? null,
    };
    return this.vault.sealDetails(organization, id, { dsar, metadata: metadata ?? {} });
  }
}
