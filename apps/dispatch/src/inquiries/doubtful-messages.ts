import { Inject, Injectable } from '@nestjs/common';
import { InjectState, loggerToken, type Logger, type WatchedState } from '@subjectline/bus';
import { Clock, Settings, type OrganizationSettings } from '@subjectline/contracts';
import { providers, type SearchAnswer } from '@subjectline/providers';
import { Database, type Transaction } from '@subjectline/storage';
import { Journal } from '../journal/journal';
import { endingOf, MessageEvents } from '../message/message-events';
import { readableId } from '../message/outcome';
import { ReportedStore } from '../message/reported.store';
import { taskOf } from '../message/stored-task';
import { Inquiries } from './inquiries';
import { verdictOf, type InquiryVerdict } from './inquiry-rules';
import { InquiryStore, type DoubtfulMessage } from './inquiry.store';

/** Messages in one round: their vendors are asked one after the other. */
const batchSize = 20;
/** Longer than a round takes. */
const claimMs = 10 * 60_000;

/** Finds out the outcome of messages of which it is unknown whether they were sent. */
@Injectable()
export class DoubtfulMessages {
  constructor(
    private readonly store: InquiryStore,
    private readonly inquiries: Inquiries,
    private readonly reported: ReportedStore,
    private readonly events: MessageEvents,
    private readonly journal: Journal,
    private readonly database: Database,
    @InjectState(Settings) private readonly settings: WatchedState<OrganizationSettings>,
    private readonly clock: Clock,
    @Inject(loggerToken) private readonly logger: Logger,
  ) {}

  /** @param isStopped asked before each message; the rest are due again later */
  async run(isStopped: () => boolean): Promise<void> {
    const now = this.clock.now();
    const claimed = await this.store.claim(now, new Date(now.getTime() + claimMs), batchSize);
    for (const message of claimed) {
      if (isStopped()) return;
      await this.settle(message).catch((error: unknown) => {
        this.logger.warn({ err: error, messageId: message.id }, 'looking for a message failed; retrying');
      });
    }
  }

  private async settle(message: DoubtfulMessage): Promise<void> {
    const answer = await this.answerFor(message);
    const { absentAfterMs } = providers[message.service_type] ?? {};
    const unknownNotices = this.settings.get(message.organization)?.unknown_notices ?? 'keep';
    const now = this.clock.now();
    const verdict = verdictOf(message, answer, { now, absentAfterMs, unknownNotices });
    if ('askAt' in verdict) return this.store.askAgain(message, verdict.inquiries, verdict.askAt);
    await this.database.transaction(async (transaction) => {
      if (!(await this.store.lock(transaction, message))) return;
      await this.apply(transaction, message, verdict);
      transaction.afterCommit(() =>
        this.logger.info({ messageId: message.id, verdict: verdict.is }, 'unknown message settled'),
      );
    });
  }

  private async answerFor(message: DoubtfulMessage): Promise<SearchAnswer | null> {
    const { sealed_content, service_type: serviceType, provider_key, started_at, settled_at } = message;
    if (sealed_content === null || message.inquiries === 0) return null;
    return this.inquiries.ask(
      { ...message, sealed_content },
      {
        serviceType,
        providerKey: provider_key ?? serviceType,
        channel: message.channel,
        textDigest: message.text_digest,
        startedAt: started_at ?? settled_at,
      },
    );
  }

  private async apply(
    transaction: Transaction,
    message: DoubtfulMessage,
    verdict: Exclude<InquiryVerdict, { askAt: unknown }>,
  ): Promise<void> {
    if (verdict.is !== 'found') {
      await this.store.requeue(transaction, message, verdict.is === 'absent');
      return this.journal.queueAgain(transaction, taskOf(message), message.attempts, [
        message.provider_key ?? message.service_type,
      ]);
    }
    const { organization, id } = message;
    const provider_message_id = readableId(verdict.providerMessageId);
    const settlement = { organization, id, state: 'sent', provider_message_id } as const;
    await this.reported.settle(transaction, [settlement]);
    const at = this.clock.now();
    await this.events.publishSettled(transaction, [{ message, ...endingOf(settlement), at }]);
  }
}
