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
import { carriesOnlyConsent } from '../request/policies';
import { identifiersOf } from '../person/request-identity';
import { RequestStore } from '../request/request.store';

/** What two requests have in common when one is the other's duplicate. */
export interface Asked {
  readonly policy_key: string;
  readonly identity: PersonIdentity;
}

/**
 * Tells whether a person has asked for the same already. Only requests under way count: what was denied, canceled or
 * completed can be asked for again. Where verification is required an unproved request blocks no other, so that a
 * stranger cannot stop a person by asking first. Consent is carried out each time it is given.
 */
@Injectable()
export class Duplicates {
  constructor(
    private readonly store: RequestStore,
    private readonly vault: PersonVault,
    private readonly clock: Clock,
  ) {}

  /** Concurrent requests for the same are taken one after the other. Locked in a fixed order, to prevent deadlocks. */
  async lock(
    transaction: Transaction,
    organization: string,
    asked: readonly Asked[],
    { duplicate_detection }: OrganizationSettings,
  ): Promise<void> {
    if (!duplicate_detection) return;
    const keys = asked.flatMap((one) => this.keyOf(organization, one, duplicate_detection) ?? []);
    for (const key of [...new Set(keys)].toSorted()) await this.store.lockKey(transaction, key);
  }

  /**
   * To be asked under the lock.
   * @param proven compares only with requests that were proved, or that a client vouches for
   */
  async originalOf(
    transaction: Transaction,
    organization: string,
    asked: Asked,
    { duplicate_detection }: OrganizationSettings,
    proven: boolean,
  ): Promise<string | null> {
    const digests = duplicate_detection && this.digestsOf(organization, asked, duplicate_detection);
    if (!digests) return null;
    return this.store.findActive(transaction, organization, {
      policyKey: asked.policy_key,
      digests,
      since: new Date(this.clock.nowMs() - duplicate_detection.days * dayMs),
      proven,
    });
  }

  private keyOf(organization: string, asked: Asked, detection: DuplicateDetection): string | null {
    const digests = this.digestsOf(organization, asked, detection);
    return digests && [organization, asked.policy_key, ...digests.map(([first]) => first)].join(' ');
  }

  /** For each field the digests that it may be stored under; null where the request lacks one of them. */
  private digestsOf(
    organization: string,
    { policy_key, identity }: Asked,
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
