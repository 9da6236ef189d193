import { Injectable } from '@nestjs/common';
import {
  AppError,
  Clock,
  shownReference,
  type AssuranceProof,
  type Channel,
  type OrganizationSettings,
  type VerificationMethod,
} from '@subjectline/contracts';
import type { Transaction } from '@subjectline/storage';
import { channelOfKind, proofKindOf } from '../assurance/levels';
import {
  assuranceOf,
  hasSeveralSteps,
  isDeclarationDue,
  isReached,
  withProof,
  type Assurance,
} from '../assurance/request-assurance';
import { DuplicateService } from '../intake/duplicate.service';
import { PersonMessages } from '../person/person-messages';
import { PersonVault } from '../person/person-vault';
import { VerificationReceiptService } from '../receipts/verification-receipt.service';
import { policyOf } from '../request/policies';
import { reminderAt } from '../request/reminder';
import { RequestLogStore } from '../request/request-log.store';
import type { RequestRow, StatusFacts } from '../request/request-row';
import { awaitsProof, isNotIdentified } from '../request/request-status';
import { RequestStore } from '../request/request.store';
import { requireUnverified } from '../request/require-unverified';
import { SettingsReader } from '../request/settings-reader';
import { isCurrentReference } from '../request/subject-reference';
import { ReviewGateService } from '../review/review-gate.service';
import type { Signer } from '../signing/signer';

/** That a person has proved an address, or was vouched for by a link of an API client. */
export interface Evidence {
  /** Of the address that was proved, or null when none was. */
  readonly channel: Channel | null;
  /** Null when it is not known. */
  readonly method: VerificationMethod | null;
  readonly verified_at: string;
  /** The challenges that it can be of. */
  readonly references: readonly string[];
}

type Details = Pick<StatusFacts, 'sealed_details'>;

interface Context {
  readonly settings: OrganizationSettings;
  readonly signer: Signer;
  readonly details: Details;
}

/**
 * Makes a request pending once its person is known as surely as it needs. A right code, a followed link, identity's event and
 * what staff note all end here.
 */
@Injectable()
export class ConfirmationService {
  constructor(
    private readonly store: RequestStore,
    private readonly log: RequestLogStore,
    private readonly messages: PersonMessages,
    private readonly vault: PersonVault,
    private readonly duplicates: DuplicateService,
    private readonly gate: ReviewGateService,
    private readonly receipts: VerificationReceiptService,
    private readonly settings: SettingsReader,
    private readonly clock: Clock,
  ) {}

  /**
   * Changes nothing when this is known already: a call and its event may both come. Refused with `code_expired` if the person has
   * corrected the address meanwhile.
   */
  confirm(organization: string, id: string, evidence: Evidence): Promise<RequestRow> {
    const { channel, method, verified_at, references } = evidence;
    const by = 'person';
    const proof = { kind: proofKindOf(channel), proved_at: verified_at, by, ...(method && { method }) };
    return this.prove(organization, id, (row) => {
      const isCurrent = references.every((about) => isCurrentReference(row, about));
      if (awaitsProof(row) && !isCurrent) throw new AppError('code_expired', { id });
      return [proof];
    });
  }

  /**
   * @param proofsOf the locked row; throws where it cannot be proved so
   * @param detailsOf the same row, if they change with the proof
   */
  async prove(
    organization: string,
    id: string,
    proofsOf: (row: RequestRow) => readonly AssuranceProof[],
    detailsOf?: (row: RequestRow) => string | null,
  ): Promise<RequestRow> {
    const settings = await this.settings.read(organization);
    const signer = await this.receipts.signer();
    return this.store.transaction(async (transaction) => {
      const row = await this.store.lock(transaction, organization, id);
      if (!row) throw new AppError('request_unknown', { id });
      const proofs = proofsOf(row);
      if (!awaitsProof(row)) return row;
      requireUnverified(row, id);
      const details = detailsOf ? { sealed_details: detailsOf(row) } : {};
      const assurance = proofs.reduce(withProof, assuranceOf(row));
      if (hasSeveralSteps(assurance)) this.logSteps(transaction, row, assurance, proofs);
      const open = await this.open(transaction, row);
      if (!isReached(assurance)) {
        if (open !== row) this.remindAnew(transaction, open, settings);
        return this.wait(transaction, open, assurance, { details, isReopened: open !== row });
      }
      return this.apply(transaction, open, assurance, { settings, signer, details });
    });
  }

  /** A proof that comes late opens what was closed without it. */
  private async open(transaction: Transaction, row: RequestRow): Promise<RequestRow> {
    if (!isNotIdentified(row)) return row;
    const open = this.store.reopen(transaction, row, 'person');
    await this.messages.publishChanged(transaction, open);
    return open;
  }

  private remindAnew(transaction: Transaction, row: RequestRow, settings: OrganizationSettings): void {
    const remind_at = reminderAt(settings, this.clock.now());
    this.store.scheduleReminder(transaction, row, { remind_at, reminders_sent: 0 });
  }

  /** For the steps that are left. The declaration is asked for once both addresses are proved. */
  private async wait(
    transaction: Transaction,
    row: RequestRow,
    assurance: Assurance,
    { details, isReopened }: { readonly details: Details; readonly isReopened: boolean },
  ): Promise<RequestRow> {
    const saved = this.store.saveAssurance(transaction, row, assurance, details);
    if (isDeclarationDue(saved) && (isReopened || !isDeclarationDue(row)))
      await this.messages.startDeclaration(transaction, saved);
    return saved;
  }

  /** Those that are new. */
  private logSteps(
    transaction: Transaction,
    row: RequestRow,
    { proofs }: Assurance,
    given: readonly AssuranceProof[],
  ): void {
    for (const proof of given.filter((one) => proofs.includes(one))) {
      const { kind, by, method, document, points } = proof;
      const how = method ?? document ?? points;
      this.log.add(transaction, row, 'step_proved', by, how === undefined ? kind : `${kind}: ${how}`);
    }
  }

  private async apply(
    transaction: Transaction,
    row: RequestRow,
    assurance: Assurance,
    { settings, signer, details }: Context,
  ): Promise<RequestRow> {
    const facts = { ...factsOf(assurance), ...details };
    const receipt = await this.receiptOf(transaction, row, assurance, signer);
    const original = await this.originalOf(transaction, row, settings);
    if (original) return this.markDuplicate(transaction, row, facts, { original, receipt });
    const by = assurance.proofs.at(-1)?.by ?? 'person';
    const moved = this.store.move(transaction, row, 'pending', { by, facts });
    await this.messages.notify(transaction, moved, { what: 'received' }, settings);
    await this.gate.advance(transaction, moved, settings, receipt);
    return moved;
  }

  /** None where no address was proved. */
  private async receiptOf(
    transaction: Transaction,
    row: RequestRow,
    assurance: Assurance,
    signer: Signer,
  ): Promise<string | null> {
    const address = addressProofOf(assurance);
    const channel = address && channelOfKind(address.kind);
    if (!channel) return null;
    const { policy_key, reference } = row;
    const { actions } = policyOf(policy_key);
    const request = { policy_key, actions, reference: reference && shownReference(reference) };
    const { method = null, proved_at } = address;
    const proof = { channel, method, verifiedAt: new Date(proved_at), assurance, request };
    return this.receipts.issue(transaction, signer, row, proof);
  }

  private async originalOf(
    transaction: Transaction,
    row: RequestRow,
    settings: OrganizationSettings,
  ): Promise<string | null> {
    const { organization, policy_key, family } = row;
    if (family !== 'fides') return null;
    const request = { policy_key, identity: this.vault.openIdentity(row) };
    this.duplicates.lock(transaction, organization, [request], settings);
    return this.duplicates.originalOf(transaction, organization, request, settings, { provenOnly: true });
  }

  /** The person is verified, and has asked for the same before: nothing more is sent or begun. */
  private async markDuplicate(
    transaction: Transaction,
    row: RequestRow,
    facts: StatusFacts,
    { original, receipt }: { readonly original: string; readonly receipt: string | null },
  ): Promise<RequestRow> {
    const move = { by: 'system', facts, detail: `of ${original}` };
    const moved = this.store.move(transaction, row, 'duplicate', move);
    await this.messages.publishChanged(transaction, moved, receipt);
    return moved;
  }
}

/** What the request has once its person is known. Messages go to the address that was proved first, and to no other. */
function factsOf(assurance: Assurance): StatusFacts {
  const last = assurance.proofs
    .map(({ proved_at }) => proved_at)
    .toSorted()
    .at(-1);
  const address = addressProofOf(assurance);
  return {
    assurance,
    identity_verified_at: last === undefined ? null : new Date(last),
    verified_channel: address ? channelOfKind(address.kind) : null,
  };
}

function addressProofOf({ proofs }: Assurance): AssuranceProof | undefined {
  return proofs.find(({ kind }) => channelOfKind(kind) !== null);
}
