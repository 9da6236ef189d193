import { Injectable } from '@nestjs/common';
import {
  Clock,
  dayMs,
  type DuplicateDetection,
  type OrganizationSettings,
  type PersonIdentity,
} from '@subjectline/contracts';
import type { Transaction } from '@subjectline/storage';
import { PersonVault } from '../person/person-vault';
import { identifiersOf } from '../person/request-identity';
import { carriesOnlyConsent } from '../request/policies';
import { DuplicateStore } from './duplicate.store';

/** What a request has in common with its duplicate. */
export interface Wanted {
  readonly policy_key: string;
  readonly identity: PersonIdentity;
}

/**
 * Finds out whether a person has asked for the same before. Only requests under way count: after a denial, cancellation or
 * completion the same can be asked for again. Where verification is required an unverified request blocks no other, so
 * that a stranger cannot block a person by asking first. Consent is carried out each time it is given.
 */
@Injectable()
export class DuplicateService {
  constructor(
    private readonly store: DuplicateStore,
    private readonly vault: PersonVault,
    private readonly clock: Clock,
  ) {}

  /** Serializes concurrent requests for the same. Locks are taken in a fixed order, to prevent deadlocks. */
  lock(
    transaction: Transaction,
    organization: string,
    wanted: readonly Wanted[],
    { duplicate_detection }: OrganizationSettings,
  ): void {
    if (!duplicate_detection) return;
    const keys = wanted.flatMap((one) => this.keyOf(organization, one, duplicate_detection) ?? []);
    for (const key of [...new Set(keys)].toSorted()) this.store.lock(transaction, key);
  }

  /** The first request for the same, or null; call it under the lock. */
  async originalOf(
    transaction: Transaction,
    organization: string,
    wanted: Wanted,
    { duplicate_detection }: OrganizationSettings,
    { provenOnly }: { readonly provenOnly: boolean },
  ): Promise<string | null> {
    const digests = duplicate_detection && this.digestsOf(organization, wanted, duplicate_detection);
    if (!digests) return null;
    return this.store.findActive(transaction, organization, {
      policyKey: wanted.policy_key,
      digests,
      since: new Date(this.clock.nowMs() - duplicate_detection.days * dayMs),
      proven: provenOnly,
    });
  }

  private keyOf(organization: string, wanted: Wanted, detection: DuplicateDetection): string | null {
    const digests = this.digestsOf(organization, wanted, detection);
    return digests && [organization, wanted.policy_key, ...digests.map(([first]) => first)].join(' ');
  }

  /** The digests that each field may be stored under; null when the request lacks one of the fields. */
  private digestsOf(
    organization: string,
    { policy_key, identity }: Wanted,
    { fields }: DuplicateDetection,
  ): string[][] | null {
    if (fields.length === 0 || carriesOnlyConsent(policy_key)) return null;
    const identifiers = identifiersOf(identity);
    const found = fields.toSorted().map((field) => identifiers.find(([name]) => name === field));
    const all = found.flatMap((identifier) => (identifier ? [identifier] : []));
    if (all.length < found.length) return null;
    return all.map((identifier) => this.vault.knownDigestsOf(organization, identifier));
  }
}
