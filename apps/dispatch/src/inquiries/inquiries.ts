import { Inject, Injectable } from '@nestjs/common';
import { InjectState, loggerToken, type Logger, type WatchedState } from '@subjectline/bus';
import {
  Clock,
  messageContext,
  SealedContent,
  Settings,
  type Channel,
  type OrganizationSettings,
  type SendMessageTask,
} from '@subjectline/contracts';
import { ProviderError, type SearchAnswer, type SoughtMessage } from '@subjectline/providers';
import { KeyRing, SealBroken } from '@subjectline/storage';
import { Accounts } from '../accounts/accounts';
import { readableId, type AttemptResult } from '../message/outcome';
import { InquiryMetrics } from '../metrics/inquiry-metrics';
import { earlierRoute, type Route } from '../routing/plan';

/** A try of which it is not known whether its vendor took the message. */
export interface DoubtfulTry {
  readonly serviceType: string;
  readonly providerKey: string;
  readonly channel: Channel | null;
  readonly textDigest: string | null;
  readonly startedAt: Date;
}

type Named = Pick<SendMessageTask, 'organization' | 'id' | 'sealed_content'>;

/** Shorter than a lease: the try under way counts as alive meanwhile. */
const timeoutMs = 5_000;

/** Asks vendors whether they have taken messages, as far as they can tell. */
@Injectable()
export class Inquiries {
  constructor(
    private readonly accounts: Accounts,
    @InjectState(Settings) private readonly settings: WatchedState<OrganizationSettings>,
    private readonly keys: KeyRing,
    private readonly metrics: InquiryMetrics,
    private readonly clock: Clock,
    @Inject(loggerToken) private readonly logger: Logger,
  ) {}

  /** By which a text message is known among others to its number. Vendors of mails know our id. */
  textDigestOf({ organization, id }: Named, channel: Channel, text: string): string | undefined {
    return channel === 'sms' ? this.keys.digest(purpose, organization, id, lettersOf(text)) : undefined;
  }

  /** What a try ended with, once its vendor was asked in case of doubt: a code is not sent twice if it need not be. */
  async resultAfter(task: Named, tried: DoubtfulTry, result: AttemptResult): Promise<AttemptResult> {
    if (result.outcome !== 'unknown') return result;
    const answer = await this.ask(task, tried);
    if (answer?.state !== 'found') return result;
    return { outcome: 'sent', providerMessageId: readableId(answer.providerMessageId) };
  }

  /** Null: the vendor cannot be asked, or does not answer. */
  async ask(task: Named, tried: DoubtfulTry): Promise<SearchAnswer | null> {
    const route = this.routeOf(task, tried);
    if (!route) return null;
    const { provider, state } = route;
    try {
      const { account } = this.accounts.find(task.organization, provider, state, 'tests');
      if (!account.find) return null;
      const answer = await account.find(this.sought(task, tried, route), AbortSignal.timeout(timeoutMs));
      this.metrics.count(provider.serviceType, answer.state);
      this.logger.info({ messageId: task.id, answer: answer.state }, 'vendor asked for a message');
      return answer;
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error;
      this.metrics.count(provider.serviceType, 'failed');
      this.logger.warn({ err: error, messageId: task.id }, 'vendor could not be asked for a message');
      return null;
    }
  }

  /** Its config may be gone, and its content not readable. */
  private routeOf(task: Named, { providerKey, channel }: DoubtfulTry): Route | null {
    const { organization, id, sealed_content } = task;
    try {
      const content = this.keys.openJson(sealed_content, messageContext(organization, id)) as SealedContent;
      const earlier = { provider_key: providerKey, channel };
      return earlierRoute(earlier, content.to, this.settings.get(organization) ?? null)?.[0] ?? null;
    } catch (error) {
      if (error instanceof SealBroken) return null;
      throw error;
    }
  }

  private sought(
    { organization, id }: Named,
    { textDigest, startedAt: from }: DoubtfulTry,
    { to }: Route,
  ): SoughtMessage {
    const isItsText =
      textDigest === null
        ? null
        : (text: string) => this.keys.matches(textDigest, purpose, organization, id, lettersOf(text));
    return { id, to, isItsText, from, until: this.clock.now() };
  }
}

const purpose = 'message-text';

/** Vendors replace signs that would need a larger alphabet. */
function lettersOf(text: string): string {
  return text.replaceAll(/[^\p{L}\p{N}]/gu, '');
}
