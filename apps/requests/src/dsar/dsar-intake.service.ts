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
import { dsarChangeOf } from './dsar-changes';
import { identityOf, requireCountry } from './dsar-identity';
import { PersonMessages } from '../person/person-messages';
import { PersonVault } from '../person/person-vault';
import { coreStatusOf } from '../request/request-status';
import { RequestStore, type NewRequestRow, type RequestRow } from '../request/request.store';
import { gapAfterMs } from '../request/resend-schedule';
import { statusFactsOf } from '../request/status-facts';

export interface Admitted {
  readonly row: RequestRow;
  readonly warning: DsarWarningReason | null;
}

/** Lets a request in that came by Didomi's API. It is kept whether or not its person can be told. */
@Injectable()
export class DsarIntakeService {
  constructor(
    private readonly store: RequestStore,
    private readonly messages: PersonMessages,
    private readonly vault: PersonVault,
    private readonly clock: Clock,
  ) {}

  async admit(
    transaction: Transaction,
    request: CreateDsarRequestRequest,
    settings: OrganizationSettings,
  ): Promise<Admitted> {
    const row = await this.store.insert(transaction, this.newRow(request));
    const warning = await this.tell(transaction, row, request, settings);
    if (warning) await this.store.log(transaction, row, warning, 'system');
    await this.messages.sayChanged(transaction, row);
    return { row, warning };
  }

  /** What begins late was begun elsewhere: its person is told only where the caller asks for it. */
  private async tell(
    transaction: Transaction,
    row: RequestRow,
    { status, notify = status === 'unverified' }: CreateDsarRequestRequest,
    settings: OrganizationSettings,
  ): Promise<DsarWarningReason | null> {
    const change = dsarChangeOf(status);
    if (!notify || (status !== 'unverified' && !change)) return null;
    requireCountry(this.vault.openIdentity(row), settings);
    const reaches = this.messages.reaches(row);
    const skipped = reaches ? undefined : 'no_address';
    if (change) await this.messages.tell(transaction, row, change, settings, row.verified_channel, skipped);
    if (status !== 'unverified') return reaches ? null : 'no_recipient';
    const channels = reachableChannels(settings);
    const isAsked = await this.messages.startProof(transaction, row, channels, { by_client: true });
    if (isAsked) return null;
    return reaches ? 'no_messaging' : 'no_recipient';
  }

  private newRow(request: CreateDsarRequestRequest): NewRequestRow {
    const { organization, status, created_by, locale } = request;
    const id = newId('pri');
    const identity = identityOf(request);
    const proof_required = status === 'unverified';
    return {
      organization,
      id,
      family: 'didomi',
      status: coreStatusOf(status),
      ...statusFactsOf(status, created_by, this.clock.now()),
      // who creates it past `unverified` vouches for its person: nobody has proved anything
      identity_verified_at: null,
      policy_key: userRight(request.user_right_id).policyKey,
      sealed_identity: this.vault.sealIdentity(organization, id, identity),
      identity_digests: this.vault.digestsOf(organization, identity),
      sealed_details: this.sealDetails(id, request),
      locale,
      source: null,
      external_id: null,
      location: request.source.country ?? null,
      property_id: null,
      submitted_by: created_by,
      requested_at: this.clock.now(),
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
