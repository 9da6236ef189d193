import { Injectable } from '@nestjs/common';
import type {
  ConsentApprovers,
  ReadConsentApproversRequest,
  SaveConsentApproversRequest,
} from '@subjectline/contracts';
import { comparable } from '../person/addresses';
import { ApproverStore } from './approver.store';
import { ConsentVault } from '../person/consent-vault';

/** The approvers of events that name none: staff of the organization. Their addresses are stored sealed. */
@Injectable()
export class ApproverService {
  constructor(
    private readonly store: ApproverStore,
    private readonly vault: ConsentVault,
  ) {}

  async read({ organization }: ReadConsentApproversRequest): Promise<ConsentApprovers> {
    const sealed = await this.store.read(organization);
    return sealed === null
      ? { approvers: [] }
      : this.vault.open('approvers', { organization, id: 'default' }, sealed);
  }

  async save({ organization, approvers }: SaveConsentApproversRequest): Promise<ConsentApprovers> {
    const kept = { approvers: eachOnce(approvers) };
    await this.store.save(organization, this.vault.seal('approvers', { organization, id: 'default' }, kept));
    return kept;
  }
}

/** Addresses without repetition, in their first spelling. */
export function eachOnce(addresses: readonly string[]): string[] {
  return [
    ...new Map(addresses.toReversed().map((address) => [comparable(address), address.trim()])).values(),
  ].toReversed();
}
