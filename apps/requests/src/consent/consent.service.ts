import { Injectable } from '@nestjs/common';
import { Bus } from '@subjectline/bus';
import {
  AppError,
  isPhoneAllowed,
  newId,
  VerifyChallenge,
  reachableChannels,
  type ConsentList,
  type ConsentPreferences,
  type ConsentRequestCreated,
  type CreateConsentRequestRequest,
  type FindConsentRequest,
  type IdentityVerifiedEvent,
  type ListConsentRequest,
  type ReadConsentRequest,
  type PersonIdentity,
  type SaveConsentRequest,
  type VerifyConsentRequestRequest,
} from '@subjectline/contracts';
import { CallerBudget, type Transaction } from '@subjectline/storage';
import { ConsentStore, type ConsentPerson, type ConsentRequestRow } from './consent.store';
import { ConsentActionService } from './consent-action.service';
import { PersonMessages } from '../person/person-messages';
import { PersonVault } from '../person/person-vault';
import { reusableCodeProof } from '../person/challenges';
import {
  addressOf,
  channelFor,
  consentIdentifiers,
  identifiersOf,
  isPropertyId,
  keptIdentifier,
  lookedUp,
} from '../person/request-identity';
import { SettingsReader } from '../request/settings-reader';

/** A person sees and changes what they said about their data, once they have proved who they are. */
@Injectable()
export class ConsentService {
  constructor(
    private readonly store: ConsentStore,
    private readonly actions: ConsentActionService,
    private readonly messages: PersonMessages,
    private readonly vault: PersonVault,
    private readonly settings: SettingsReader,
    private readonly bus: Bus,
    private readonly budget: CallerBudget,
  ) {}

  async create(request: CreateConsentRequestRequest): Promise<ConsentRequestCreated> {
    const { organization, property_id, client_digest } = request;
    const settings = await this.settings.read(organization);
    const { disable_consent_identity_verification } = settings;
    const channels = reachableChannels(settings);
    if (property_id && !isPropertyId(property_id)) throw new AppError('property_unknown');
    const identity = keptIdentifier(request.identity, channels);
    if (!identity) throw new AppError('identity_missing', { wanted: consentIdentifiers.join(', ') });
    // fails closed: no request waits for a code that cannot come
    const channel = channelFor(addressOf(identity), channels);
    const isVerified = !disable_consent_identity_verification;
    if (isVerified && !channel) {
      const why = channels.length === 0 ? 'no_messaging' : 'no_address_for_channel';
      throw new AppError('verification_unsendable', { why });
    }
    if (
      isVerified &&
      channel === 'sms' &&
      !isPhoneAllowed(identity.phone_number ?? '', settings.sms_countries)
    ) {
      throw new AppError('verification_unsendable', { why: 'country_disabled' });
    }
    const asked = isVerified && channel !== null ? [{ channel, to: addressOf(identity) }] : [];
    const callerCounted = await this.budget.require({ organization, client_digest }, asked);
    const row = this.newRow(request, identity);
    await this.store.transaction(async (transaction) => {
      await this.store.insert(transaction, row);
      for (const { channel: over } of asked) {
        const counting = { client_digest, callerCounted };
        await this.messages.startChallenge(transaction, row, {
          channel: over,
          ...counting,
          proof: reusableCodeProof,
        });
      }
    });
    return { id: row.id };
  }

  /** The code is looked at only where one was sent. */
  async verify(request: VerifyConsentRequestRequest): Promise<ConsentPreferences> {
    const row = await this.require(request.organization, request.id);
    await this.prove(row, request);
    return this.preferencesOf(row);
  }

  /** For when we died between identity's answer and our own statement. */
  async identityVerified({ organization, about, verified_at }: IdentityVerifiedEvent): Promise<void> {
    if (about.startsWith('con_')) await this.store.markVerified(organization, about, new Date(verified_at));
  }

  /** Shown to anybody who knows the id, hence only where nobody has to prove anything; that is said before the id. */
  async read({ organization, id }: ReadConsentRequest): Promise<ConsentPreferences> {
    const { disable_consent_identity_verification } = await this.settings.read(organization);
    if (!disable_consent_identity_verification) throw new AppError('consent_needs_code');
    return this.preferencesOf(await this.require(organization, id));
  }

  async save(request: SaveConsentRequest): Promise<ConsentPreferences> {
    const row = await this.require(request.organization, request.id);
    this.actions.requirePolicy(request);
    await this.prove(row, request);
    const settings = await this.settings.read(row.organization);
    return this.store.transaction(async (transaction) => {
      const person = await this.personOf(transaction, row);
      await this.store.save(transaction, person, request.consent);
      await this.actions.act(transaction, row, request, settings);
      return { consent: await this.store.preferencesOf(person, transaction) };
    });
  }

  async find({ organization, identity }: FindConsentRequest): Promise<ConsentPreferences> {
    const { email, phone_number } = addressOf(identity);
    if (!email && !phone_number) throw new AppError('identity_missing', { wanted: 'email, phone_number' });
    const digests = this.digestsOf(organization, addressOf(identity));
    const person = await this.store.findPerson(organization, digests);
    if (!person) throw new AppError('person_unknown');
    return shown(await this.store.preferencesOf(person));
  }

  async list(request: ListConsentRequest): Promise<ConsentList> {
    const { organization, identity, ...filters } = request;
    const digests = identity === undefined ? null : this.digestsOfAny(organization, identity);
    const { rows, total } = await this.store.list({ organization, ...filters, digests });
    const items = rows.map(({ person_id: id, sealed_identity, created_at, updated_at, ...preference }) => ({
      ...preference,
      id,
      identity: this.vault.openIdentity({ organization, id, sealed_identity }),
      created_at: created_at.toISOString(),
      updated_at: updated_at.toISOString(),
    }));
    return { items, total };
  }

  private newRow(
    request: CreateConsentRequestRequest,
    identity: PersonIdentity,
  ): Omit<ConsentRequestRow, 'identity_verified_at'> {
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

  private async prove(
    { organization, id }: ConsentRequestRow,
    { code, client_digest }: Pick<SaveConsentRequest, 'code' | 'client_digest'>,
  ): Promise<void> {
    const { disable_consent_identity_verification } = await this.settings.read(organization);
    if (disable_consent_identity_verification) return;
    if (code === undefined || code === null) throw new AppError('code_incorrect', { id });
    const question = { organization, about: id, code, client_digest: client_digest ?? null };
    const { verified_at } = await this.bus.ask(VerifyChallenge, question);
    await this.store.markVerified(organization, id, new Date(verified_at));
  }

  private async preferencesOf(row: ConsentRequestRow): Promise<ConsentPreferences> {
    const person = await this.store.findPerson(row.organization, this.digestsOfRow(row));
    return shown(person ? await this.store.preferencesOf(person) : []);
  }

  private async personOf(transaction: Transaction, row: ConsentRequestRow): Promise<ConsentPerson> {
    const { organization, identity_digest } = row;
    await this.store.lockDigest(transaction, organization, identity_digest);
    const known = await this.store.findPerson(organization, this.digestsOfRow(row), transaction);
    if (known) return known;
    const identity = this.vault.openIdentity(row);
    return this.store.addPerson(transaction, organization, identity_digest, (id) =>
      this.vault.sealIdentity(organization, id, identity),
    );
  }

  private digestsOfRow(row: ConsentRequestRow): string[] {
    return this.digestsOf(row.organization, this.vault.openIdentity(row));
  }

  /** Whatever it is of a person: the caller does not say. */
  private digestsOfAny(organization: string, value: string): string[] {
    return consentIdentifiers.flatMap((name) =>
      this.vault.knownDigestsOf(organization, lookedUp(name, value)),
    );
  }

  private digestsOf(organization: string, identity: PersonIdentity): string[] {
    return identifiersOf(identity).flatMap((one) => this.vault.knownDigestsOf(organization, one));
  }

  private async require(organization: string, id: string): Promise<ConsentRequestRow> {
    const row = await this.store.read(organization, id);
    if (!row) throw new AppError('consent_unknown', { id });
    return row;
  }
}

function shown(preferences: ConsentPreferences['consent'] & object): ConsentPreferences {
  return { consent: preferences.length > 0 ? preferences : null };
}
