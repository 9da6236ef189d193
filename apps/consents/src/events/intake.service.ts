import { Injectable } from '@nestjs/common';
import {
  AppError,
  canonicalLocale,
  Clock,
  defaultLocale,
  newId,
  readMoment,
  requireSendingOn,
  usualRegulation,
  type ConsentChoices,
  type ConsentEventInput,
  type ConsentValidation,
  type ConsentWarning,
  type Problem,
} from '@subjectline/contracts';
import type { Transaction } from '@subjectline/storage';
import { ApproverService, eachOnce } from '../validation/approver.service';
import { ChoiceService, choiceKinds, type Surroundings } from '../consent/choice.service';
import { problemsOfChoices } from '../consent/choices';
import type { Asker } from '../person/consent-messages';
import { ConsentVault, type StoredValidation } from '../person/consent-vault';
import { EventStore, type EventRow } from '../consent/event.store';
import { namedMetadata } from '../consent/metadata';
import { validationMessages } from '../consent/notifications';
import type { NewProof } from '../proofs/proof.store';
import { ProofStore } from '../proofs/proof.store';
import { ProofService } from '../proofs/proof.service';
import { SettingsReader } from '../organization/settings-reader';
import { TemplateReader } from '../organization/template-reader';
import { UserDirectory, type KnownUser } from '../person/user-directory';
import { ValidationService, withoutSelfApproval } from '../validation/validation.service';

/** An event as it is to be taken, whoever brought it. */
export interface Arrival {
  readonly organization: string;
  readonly input: ConsentEventInput;
  /** Imported: nobody is told or asked. */
  readonly isSilent: boolean;
  readonly asker: Asker;
}

/** One that fits, with all that has to be known to store it. */
export interface AdmittedEvent extends Arrival, Surroundings {
  readonly consents: ConsentChoices;
  readonly chosenAt: Date;
  readonly locale: string;
  readonly proofs: readonly NewProof[];
  readonly validation: StoredValidation | null;
}

export interface StoredEvent {
  readonly event: EventRow;
  readonly user: KnownUser;
  readonly warnings: ConsentWarning[];
}

/** Clocks differ. */
const toleranceMs = 60_000;

/** Takes consent events in: first what can be refused, then one transaction. */
@Injectable()
export class IntakeService {
  constructor(
    private readonly store: EventStore,
    private readonly proofStore: ProofStore,
    private readonly proofs: ProofService,
    private readonly users: UserDirectory,
    private readonly choices: ChoiceService,
    private readonly validations: ValidationService,
    private readonly approvers: ApproverService,
    private readonly settings: SettingsReader,
    private readonly templates: TemplateReader,
    private readonly vault: ConsentVault,
    private readonly clock: Clock,
  ) {}

  async admit(arrival: Arrival): Promise<AdmittedEvent> {
    const { organization, input } = arrival;
    const { consents, chosenAt } = this.examine(input);
    const settings = await this.settings.read(organization);
    requireSendingOn(input.validation?.redirect_url, settings);
    const proofs = this.proofs.newProofs(organization, input.proofs ?? []);
    await this.proofs.requireKnown(organization, input.proofs_id ?? []);
    const validation = await this.validationOf(organization, input.validation);
    const locale = canonicalLocale(input.locale ?? '') ?? defaultLocale;
    const missingTemplates = await this.templates.missing(organization, locale, kindsFor(input));
    return { ...arrival, consents, chosenAt, settings, missingTemplates, proofs, validation, locale };
  }

  async take(transaction: Transaction, admitted: AdmittedEvent): Promise<StoredEvent> {
    const { organization, input, asker, isSilent } = admitted;
    const user = await this.users.admit(transaction, organization, input.user ?? {});
    const { validation, warnings } = withApprovers(admitted, user);
    const insert = () => this.insert(transaction, { ...admitted, validation }, user);
    const regulation = input.regulation ?? usualRegulation;
    const changed = await this.choices.change(transaction, user, admitted, insert, regulation);
    const { event } = changed;
    const asked = isSilent ? [] : await this.validations.ask(transaction, user, event, admitted, asker);
    const all = [...ignoredMetadata(input), ...warnings, ...changed.warnings, ...asked];
    return { event: await this.choices.noteWarnings(transaction, event, all), user, warnings: all };
  }

  private examine({ consents, created_at }: ConsentEventInput): { consents: ConsentChoices; chosenAt: Date } {
    const chosenAt = (created_at && readMoment(created_at)) || this.clock.now();
    const isTime = chosenAt.getTime() <= this.clock.nowMs() + toleranceMs;
    const problems: Problem[] = [
      ...problemsOfChoices(consents),
      ...(isTime
        ? []
        : [{ path: ['created_at'], rule: 'notInFuture', message: 'must not be in the future' }]),
    ];
    if (problems.length > 0) throw new AppError('invalid', {}, problems);
    return { consents: consents ?? {}, chosenAt };
  }

  private async validationOf(
    organization: string,
    validation: ConsentValidation | null | undefined,
  ): Promise<StoredValidation | null> {
    if (!validation) return null;
    const { method, approvers, expires_in, redirect_url = null } = validation;
    const { asks, seconds } = validationMessages[method];
    const named = approvers?.length ? approvers : (await this.approvers.read(organization)).approvers;
    return {
      method,
      approvers: asks === 'approvers' ? eachOnce(named) : [],
      expires_in: expires_in ?? seconds,
      redirect_url,
    };
  }

  private async insert(
    transaction: Transaction,
    { organization, input, consents, chosenAt, locale, proofs, validation }: AdmittedEvent,
    user: KnownUser,
  ): Promise<EventRow> {
    const id = newId('evt');
    const content = {
      consents,
      metadata: input.metadata ?? null,
      user_metadata: input.user?.metadata ?? null,
      country: input.user?.country?.toUpperCase() ?? null,
      delegate: input.delegate ?? null,
      validation,
      rejection_reason: null,
    };
    const event = await this.store.insert(transaction, {
      organization,
      id,
      public_id: input.id ?? id,
      user_id: user.row.id,
      status: validation ? 'pending_approval' : (input.status ?? 'confirmed'),
      regulation: input.regulation ?? usualRegulation,
      chosen_at: chosenAt,
      locale,
      sealed_content: this.vault.seal('event', { organization, id }, content),
      proof_ids: [...(input.proofs_id ?? []), ...proofs.map((proof) => proof.id)],
    });
    if (!event) throw new AppError('event_taken', { id: input.id ?? id });
    for (const proof of proofs) await this.proofStore.insert(proof, transaction);
    return event;
  }
}

function kindsFor({ validation, status }: ConsentEventInput) {
  if (validation) return [validationMessages[validation.method].kind];
  return status === 'pending_approval' ? [] : choiceKinds;
}

/** The validation without those who may not approve this event. */
function withApprovers(
  { validation, input }: AdmittedEvent,
  { person }: KnownUser,
): { validation: StoredValidation | null; warnings: ConsentWarning[] } {
  if (!validation) return { validation, warnings: [] };
  const { approvers, selfApprovers } = withoutSelfApproval(
    validation.approvers,
    person,
    input.delegate ?? null,
  );
  const isNamed = Boolean(input.validation?.approvers?.length);
  const warnings = selfApprovers.map((index): ConsentWarning => {
    return { reason: 'self_approval', ...(isNamed && { path: ['validation', 'approvers', index] }) };
  });
  return { validation: { ...validation, approvers }, warnings };
}

function ignoredMetadata({ metadata = null, user }: ConsentEventInput): ConsentWarning[] {
  const { ignored } = namedMetadata(metadata, user?.metadata ?? null);
  return ignored.map((path) => ({ reason: 'metadata_ignored', path: [...path] }));
}
