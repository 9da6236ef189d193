import { Injectable } from '@nestjs/common';
import {
  AppError,
  type OrganizationSettings,
  type RequestIdentity,
  type SaveConsentRequest,
} from '@subjectline/contracts';
import type { Transaction } from '@subjectline/storage';
import { vouchedLevel } from '../assurance/required-level';
import type { Laws } from '../laws/applicable-laws';
import { IntakeService } from '../intake/intake.service';
import { PersonVault } from '../person/person-vault';
import { findPolicy } from '../request/policies';
import type { ConsentRequestRow } from './consent.store';

const defaultPolicyKey = 'default_consent_policy';

/** Creates a privacy request for the engine when saved preferences have to be carried out elsewhere. */
@Injectable()
export class ConsentActionService {
  constructor(
    private readonly intake: IntakeService,
    private readonly vault: PersonVault,
  ) {}

  /** Checked first: nothing is saved that cannot be carried out. */
  requirePolicy({ policy_key, executable_options }: SaveConsentRequest): void {
    const key = policy_key ?? defaultPolicyKey;
    if (isExecutable(executable_options) && !findPolicy(key)) throw new AppError('policy_unknown', { key });
  }

  /** The consent request vouches for its person, who was verified there. */
  async apply(
    transaction: Transaction,
    row: ConsentRequestRow,
    { policy_key, executable_options, consent, browser_identity }: SaveConsentRequest,
    settings: OrganizationSettings,
    laws: Laws,
  ): Promise<void> {
    if (!isExecutable(executable_options)) return;
    const { organization, id, locale, source, property_id } = row;
    const request = {
      policy_key: policy_key ?? defaultPolicyKey,
      identity: Object.assign(browserOf(browser_identity), this.vault.openIdentity(row)),
      consent_request_id: id,
      consent_preferences: consent,
      source,
      property_id,
    };
    const origin = { organization, submitted_by: id, locale, laws };
    await this.intake.admit(transaction, { request, level: vouchedLevel }, origin, settings);
  }
}

/** The identifiers of the browser. An address among them is unverified, and left out. */
function browserOf(identity: SaveConsentRequest['browser_identity']): RequestIdentity {
  const { ga_client_id, ljt_readerID, fides_user_device_id } = identity ?? {};
  return {
    ga_client_id: ga_client_id ?? null,
    ljt_readerID: ljt_readerID ?? null,
    fides_user_device_id: fides_user_device_id ?? null,
  };
}

function isExecutable(options: SaveConsentRequest['executable_options']): boolean {
  return (options ?? []).some(({ executable }) => executable);
}
