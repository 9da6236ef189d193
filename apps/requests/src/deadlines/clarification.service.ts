import { Injectable } from '@nestjs/common';
import {
  AppError,
  Clock,
  type AskClarificationRequest,
  type Clarification,
  type RecordClarificationRequest,
  type RequestDeadlines,
  type SettledMessage,
} from '@subjectline/contracts';
import type { Transaction } from '@subjectline/storage';
import { PersonMessages } from '../person/person-messages';
import { PersonVault } from '../person/person-vault';
import { RequestLogStore } from '../request/request-log.store';
import type { RequestRow } from '../request/request-row';
import { isOpen } from '../request/request-status';
import { RequestStore } from '../request/request.store';
import { clockOf, toDeadlines } from './deadlines-view';
import { unreachableBecause } from './extension-rules';
import { receivedAt, requireReceivedAt } from './received';
import { clarifiedClock, type RequestClock } from './request-clock';

/** Staff ask a person what they mean. Where the law says so the clock stands still from then on until they answer. */
@Injectable()
export class ClarificationService {
  constructor(
    private readonly store: RequestStore,
    private readonly log: RequestLogStore,
    private readonly messages: PersonMessages,
    private readonly vault: PersonVault,
    private readonly clock: Clock,
  ) {}

  ask(request: AskClarificationRequest): Promise<RequestDeadlines> {
    const { organization, id, question, told_otherwise = false, requested_by } = request;
    return this.store.transaction(async (transaction) => {
      const row = await this.store.lock(transaction, organization, id);
      if (!row) throw new AppError('request_unknown', { id });
      const clock = clockOf(row);
      requireClarifiable(row, clock);
      const now = this.clock.now();
      const requested_at = now.toISOString();
      const basis = {
        requested_at,
        requested_by,
        stops_clock: clock.term?.pauses ?? false,
        answered_at: null,
      };
      const clarification: Clarification = told_otherwise
        ? { ...basis, state: 'asked', message_id: null, asked_at: requested_at }
        : { ...basis, ...(await this.send(transaction, row, question, basis.stops_clock)) };
      const what = told_otherwise ? 'clarification_asked' : 'clarification_requested';
      this.log.add(transaction, row, what, requested_by);
      const details = { ...this.vault.openDetailsOf(row), clarification_question: question };
      const sealed_details = this.vault.sealDetails(organization, id, details);
      const saved = this.store.saveClock(transaction, row, { ...clock, clarification }, { sealed_details });
      return toDeadlines(saved, now);
    });
  }

  /** The answer came, by whatever way. Again it is the same answer. */
  record(request: RecordClarificationRequest): Promise<RequestDeadlines> {
    const { organization, id, answered_at, recorded_by } = request;
    const now = this.clock.now();
    requireReceivedAt(answered_at, ['answered_at'], now);
    return this.store.transaction(async (transaction) => {
      const row = await this.store.lock(transaction, organization, id);
      if (!row) throw new AppError('request_unknown', { id });
      const clock = clockOf(row);
      if (!clock.clarification) {
        throw new AppError('clarification_refused', { id, why: 'nothing was asked' });
      }
      if (clock.clarification.state === 'answered') return toDeadlines(row, now);
      this.log.add(transaction, row, 'clarification_answered', recorded_by);
      const answered = clarifiedClock(clock, clock.clarification, receivedAt(answered_at, now));
      return toDeadlines(this.store.saveClock(transaction, row, answered), now);
    });
  }

  /** The fate of a question. The clock stops once it was sent, never before. */
  async settled({
    organization,
    about,
    message_id,
    state,
    reason,
    settled_at,
  }: SettledMessage): Promise<void> {
    if (!about) return;
    await this.store.transaction(async (transaction) => {
      const row = await this.store.lock(transaction, organization, about);
      const asked = row?.clock?.clarification;
      if (!row?.clock || !asked || asked.message_id !== message_id) return;
      const isSent = state === 'sent';
      // one whose outcome was unknown may turn out to be sent
      const isNews = asked.state === 'pending' || (isSent && asked.state === 'failed');
      if (!isNews) return;
      const clarification: Clarification = isSent
        ? { ...asked, state: 'asked', asked_at: settled_at }
        : { ...asked, state: 'failed' };
      this.store.saveClock(transaction, row, { ...row.clock, clarification });
      const what = isSent ? 'clarification_asked' : 'clarification_failed';
      this.log.add(transaction, row, what, 'system', isSent ? null : (reason ?? state));
    });
  }

  private async send(
    transaction: Transaction,
    row: RequestRow,
    question: string,
    stopsClock: boolean,
  ): Promise<Pick<Clarification, 'state' | 'message_id' | 'asked_at'>> {
    const unreachable = unreachableBecause(row, this.messages.hasAddress(row));
    if (unreachable) throw new AppError('clarification_refused', { id: row.id, why: unreachable });
    const message_id = await this.messages.askClarification(transaction, row, { question, stopsClock });
    return { state: 'pending', message_id, asked_at: null };
  }
}

function requireClarifiable(row: RequestRow, { clarification }: RequestClock): void {
  const refusal = (why: string) => new AppError('clarification_refused', { id: row.id, why });
  if (!isOpen(row)) throw refusal('the request is closed');
  if (clarification?.state === 'pending') throw refusal('a question is under way already');
  if (clarification?.state === 'asked') throw refusal('a question waits for its answer: record that first');
}
