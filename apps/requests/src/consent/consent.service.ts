import { Injectable } from '@nestjs/common';
import {
  AppError,
  Clock,
  isPhoneAllowed,
  isPropertyId,
  newId,
  PreferencesSaved,
  reachableChannels,
  type Channel,
  type ConsentPreferences,
  type ConsentRequestCreated,
  type CreateConsentRequestRequest,
  type ReadConsentRequest,
  type OrganizationSettings,
  type PersonIdentity,
  type SaveConsentRequest,
  type VerifyConsentRequestRequest,
} from '@subjectline/contracts';
import { CallerLimit, Outbox, type Transaction } from '@subjectline/storage';
import { LawService } from '../laws/law.service';
import { consentChallenge } from '../person/challenges';
import { PersonMessages } from '../person/person-messages';
import { PersonVault } from '../person/person-vault';
import { addressOf, channelFor, consentIdentifiers, consentIdentifierOf } from '../person/request-identity';
import { SettingsReader } from '../request/settings-reader';
import { ConsentActionService } from './consent-action.service';
import { ConsentVerificationService } from './consent-verification.service';
import { toPreferences } from './consent-view';
import { ConsentStore, type ConsentRequestRow, type NewConsentRequest } from './consent.store';
import { PreferenceStore, type ConsentPerson } from './preference.store';

/** A person reads and saves their preferences, once they have proved who they are. */
@Injectable()
export class ConsentService {
  constructor(
    private readonly store: ConsentStore,
    private readonly preferences: PreferenceStore,
    private readonly verification: ConsentVerificationService,
    private readonly actions: ConsentActionService,
    private readonly messages: PersonMessages,
    private readonly vault: PersonVault,
    private readonly laws: LawService,
    private readonly settings: SettingsReader,
    private readonly callerLimit: CallerLimit,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  async create(request: CreateConsentRequestRequest): Promise<ConsentRequestCreated> {
    const { organization, property_id, client_digest } = request;
    const settings = await this.settings.read(organization);
    if (property_id && !isPropertyId(property_id)) throw new AppError('property_unknown');
    const identity = consentIdentifierOf(request.identity, reachableChannels(settings));
    if (!identity) throw new AppError('identity_missing', { wanted: consentIdentifiers.join(', ') });
    const channel = codeChannelOf(identity, settings);
    const destinations = channel ? [{ channel, to: addressOf(identity) }] : [];
    const callerCounted = await this.callerLimit.require({ organization, client_digest }, destinations);
    const row = this.newRow(request, identity);
    await this.store.transaction(async (transaction) => {
      await this.store.insert(transaction, row);
      const challenge = { client_digest, callerCounted, template: consentChallenge(row) };
      if (channel) await this.messages.startChallenge(transaction, row, { channel, ...challenge });
    });
    return { id: row.id };
  }

  /** The code is checked only where verification is required. */
  async verify(request: VerifyConsentRequestRequest): Promise<ConsentPreferences> {
    const row = await this.require(request.organization, request.id);
    await this.verification.prove(row, request);
    return this.preferencesOf(row);
  }

  /** For any caller who knows the id, hence only without verification; that is refused before the id is looked up. */
  async read({ organization, id }: ReadConsentRequest): Promise<ConsentPreferences> {
    const { disable_consent_identity_verification } = await this.settings.read(organization);
    if (!disable_consent_identity_verification) throw new AppError('consent_needs_code');
    return this.preferencesOf(await this.require(organization, id));
  }

  async save(request: SaveConsentRequest): Promise<ConsentPreferences> {
    const row = await this.require(request.organization, request.id);
    this.actions.requirePolicy(request);
    await this.verification.prove(row, request);
    const { organization } = row;
    const [settings, laws] = await Promise.all([
      this.settings.read(organization),
      this.laws.of(organization),
    ]);
    return this.store.transaction(async (transaction) => {
      const person = await this.personOf(transaction, row);
      await this.preferences.save(transaction, person, request.consent);
      await this.publishSaved(transaction, row);
      await this.actions.apply(transaction, row, request, settings, laws);
      return { consent: await this.preferences.preferencesOf(person, transaction) };
    });
  }

  private async publishSaved(
    transaction: Transaction,
    { organization, id: consent_request_id }: ConsentRequestRow,
  ): Promise<void> {
    const saved_at = this.clock.now().toISOString();
    await this.outbox.add(transaction, PreferencesSaved, { organization, consent_request_id, saved_at });
  }

  private newRow(request: CreateConsentRequestRequest, identity: PersonIdentity): NewConsentRequest {
    const { organization, locale, custom_privacy_request_fields } = request;
    const id = newId('con');
    const [identity_digest = ''] = this.vault.digestsOf(organization, identity);
    return {
      organization,
      id,
      locale,
      identity_digest,
      sealed_identity: this.vault.sealIdentity(organization, id, identity),
      sealed_details: this.vault.sealDetails(organization, id, { custom_privacy_request_fields }),
      property_id: request.property_id ?? null,
      source: request.source ?? null,
    };
  }

  private async preferencesOf(row: ConsentRequestRow): Promise<ConsentPreferences> {
    const person = await this.preferences.findPerson(row.organization, this.digestsOf(row));
    return toPreferences(person ? await this.preferences.preferencesOf(person) : []);
  }

  private async personOf(transaction: Transaction, row: ConsentRequestRow): Promise<ConsentPerson> {
    const { organization, identity_digest } = row;
    await this.preferences.lockDigest(transaction, organization, identity_digest);
    const known = await this.preferences.findPerson(organization, this.digestsOf(row), transaction);
    if (known) return known;
    const identity = this.vault.openIdentity(row);
    return this.preferences.addPerson(transaction, organization, identity_digest, (id) =>
      this.vault.sealIdentity(organization, id, identity),
    );
  }

  private digestsOf(row: ConsentRequestRow): string[] {
    return this.vault.allKnownDigestsOf(row.organization, this.vault.openIdentity(row));
  }

  private async require(organization: string, id: string): Promise<ConsentRequestRow> {
    const row = await this.store.read(organization, id);
    if (!row) throw new AppError('consent_unknown', { id });
    return row;
  }
}

/** The channel that the code is sent over, or null when none is needed. */
function codeChannelOf(identity: PersonIdentity, settings: OrganizationSettings): Channel | null {
  if (settings.disable_consent_identity_verification) return null;
  const channels = reachableChannels(settings);
  const channel = channelFor(addressOf(identity), channels);
  const refusal = (why: string) => new AppError('verification_unsendable', { why });
  // fails closed: no request waits for a code that cannot be sent
  if (!channel) throw refusal(channels.length === 0 ? 'no_messaging' : 'no_address_for_channel');
  if (channel === 'sms' && !isPhoneAllowed(identity.phone_number ?? '', settings.sms_countries)) {
    throw refusal('country_disabled');
  }
  return channel;
}
