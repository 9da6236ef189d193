import { Injectable } from '@nestjs/common';
import {
  AppError,
  canonicalLocale,
  Clock,
  defaultLocale,
  newId,
  readMoment,
  requireAllowedRedirect,
  defaultRegulation,
  type ConsentChoices,
  type ConsentEventInput,
  type ConsentValidation,
  type ConsentWarning,
  type Problem,
} from '@subjectline/contracts';
import type { Transaction } from '@subjectline/storage';
import { ChoiceService } from '../consent/choice.service';
import { CurrentChoices } from '../consent/current-choices';
import { problemsOfChoices } from '../consent/choices';
import { EventContents } from '../consent/event-contents';
import { EventPublisher } from '../consent/event-publisher';
import type { EventRow } from '../consent/event.store';
import { namedMetadata } from '../consent/metadata';
import { NoticeContextReader, type NoticeContext } from '../consent/notice-context';
import { choiceKinds, validationMessages } from '../consent/notifications';
import type { Asker } from '../person/asker';
import type { StoredValidation } from '../person/consent-vault';
import { UserDirectory, type KnownUser } from '../person/user-directory';
import { ProofService } from '../proofs/proof.service';
import type { NewProof } from '../proofs/proof.store';
import { ApproverService, eachOnce } from '../validation/approver.service';
import { withoutSelfApproval } from '../validation/self-approval';
import { ValidationService } from '../validation/validation.service';

/** An event from a client, a browser or a link. */
export interface Arrival {
  readonly organization: string;
  readonly input: ConsentEventInput;
  /** An import: no message is sent. */
  readonly isSilent: boolean;
  readonly asker: Asker;
}

/** A valid event, with all that its transaction needs. */
export interface AdmittedEvent extends Arrival, NoticeContext {
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
const clockToleranceMs = 60_000;

/** Stores new events: first what can be refused, then one transaction. */
@Injectable()
export class IntakeService {
  constructor(
    private readonly contents: EventContents,
    private readonly choices: ChoiceService,
    private readonly current: CurrentChoices,
    private readonly proofs: ProofService,
    private readonly users: UserDirectory,
    private readonly approvers: ApproverService,
    private readonly validations: ValidationService,
    private readonly contexts: NoticeContextReader,
    private readonly publisher: EventPublisher,
    private readonly clock: Clock,
  ) {}

  async admit(arrival: Arrival): Promise<AdmittedEvent> {
    const { organization, input } = arrival;
    const { consents, chosenAt } = this.examine(input);
    const locale = canonicalLocale(input.locale ?? '') ?? defaultLocale;
    const context = await this.contexts.read(organization, locale, kindsFor(input));
    requireAllowedRedirect(input.validation?.redirect_url, context.settings);
    const proofs = this.proofs.newProofs(organization, input.proofs ?? []);
    await this.proofs.requireKnown(organization, input.proofs_id ?? []);
    const validation = await this.validationOf(organization, input.validation);
    return { ...arrival, ...context, consents, chosenAt, proofs, validation, locale };
  }

  async take(transaction: Transaction, admitted: AdmittedEvent): Promise<StoredEvent> {
    const { organization, input, asker, isSilent } = admitted;
    const user = await this.users.admit(transaction, organization, input.user ?? {});
    const { validation, warnings } = withApprovers(admitted, user);
    const regulation = input.regulation ?? defaultRegulation;
    const before = await this.current.before(transaction, { organization, user_id: user.row.id, regulation });
    const event = await this.insert(transaction, { ...admitted, validation }, user);
    await this.publisher.publishChanged(transaction, event);
    const noticed = await this.choices.announce(transaction, user, event, before, admitted);
    const locked = { user, event };
    const asked = isSilent ? [] : await this.validations.ask(transaction, locked, admitted, asker);
    const all = [...ignoredMetadata(input), ...warnings, ...noticed, ...asked];
    return { event: await this.contents.addWarnings(transaction, event, all), user, warnings: all };
  }

  private examine({ consents, created_at }: ConsentEventInput): { consents: ConsentChoices; chosenAt: Date } {
    const chosenAt = (created_at && readMoment(created_at)) || this.clock.now();
    const isTime = chosenAt.getTime() <= this.clock.nowMs() + clockToleranceMs;
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
    const named = approvers?.length ? approvers : (await this.approvers.read({ organization })).approvers;
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
    const row = {
      organization,
      id,
      public_id: input.id ?? id,
      user_id: user.row.id,
      status: validation ? ('pending_approval' as const) : (input.status ?? 'confirmed'),
      regulation: input.regulation ?? defaultRegulation,
      chosen_at: chosenAt,
      locale,
      proof_ids: [...(input.proofs_id ?? []), ...proofs.map((proof) => proof.id)],
    };
    const event = await this.contents.insert(transaction, row, content);
    if (!event) throw new AppError('event_taken', { id: input.id ?? id });
    await this.proofs.store(transaction, proofs);
    return event;
  }
}

function kindsFor({ validation, status }: ConsentEventInput) {
  if (validation) return [validationMessages[validation.method].kind];
  return status === 'pending_approval' ? [] : choiceKinds;
}

/** The validation without approvers who may not approve this event. */
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
