import { Injectable } from '@nestjs/common';
import {
  AppError,
  type ConsentList,
  type ConsentPreferences,
  type FindConsentRequest,
  type ListConsentRequest,
} from '@subjectline/contracts';
import { PersonVault } from '../person/person-vault';
import { addressOf, consentIdentifiers, toIdentifier } from '../person/request-identity';
import { toPreferences } from './consent-view';
import { PreferenceStore } from './preference.store';

/** Staff look up saved preferences. */
@Injectable()
export class ConsentSearchService {
  constructor(
    private readonly store: PreferenceStore,
    private readonly vault: PersonVault,
  ) {}

  async find({ organization, identity }: FindConsentRequest): Promise<ConsentPreferences> {
    const { email, phone_number } = addressOf(identity);
    if (!email && !phone_number) throw new AppError('identity_missing', { wanted: 'email, phone_number' });
    const digests = this.vault.allKnownDigestsOf(organization, addressOf(identity));
    const person = await this.store.findPerson(organization, digests);
    if (!person) throw new AppError('person_unknown');
    return toPreferences(await this.store.preferencesOf(person));
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

  /** The value of any identifier: the caller does not say which. */
  private digestsOfAny(organization: string, value: string): string[] {
    return consentIdentifiers.flatMap((name) =>
      this.vault.knownDigestsOf(organization, toIdentifier(name, value)),
    );
  }
}
