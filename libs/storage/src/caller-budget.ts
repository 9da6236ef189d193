import type { Bus } from '@subjectline/bus';
import {
  AppError,
  countedAddressContext,
  TakeSends,
  type Address,
  type Channel,
  type TakeSendsRequest,
  type WantedSend,
} from '@subjectline/contracts';
import type { KeyRing } from './sealing';

/** Who causes messages: a caller without a digest, such as a program on the same machine, has no budget of its own. */
export interface SendingCaller {
  readonly organization: string;
  readonly client_digest?: string | null | undefined;
}

/** Where a message would go; `to` is null where it has no recipient. */
export interface Destination {
  readonly channel: Channel;
  readonly to: Address | null;
}

export interface TakenBudget {
  /** Seconds until there is room, by the place of each message that is over a budget. */
  readonly refused: ReadonlyMap<number, number>;
  /** False when there was nothing to count, or identity did not answer: it counts when it comes to the message. */
  readonly counted: boolean;
  /** True when identity did not answer: to ask it more at once would only take more time. */
  readonly isUnanswered: boolean;
}

/**
 * Asks which messages of a call its caller may cause, before anything is stored. When identity does not answer all are
 * granted: the work is accepted, and identity itself suppresses what exceeds the budget.
 */
export class CallerBudget {
  constructor(
    private readonly bus: Bus,
    private readonly keys: KeyRing,
  ) {}

  async take(
    { organization, client_digest }: SendingCaller,
    destinations: readonly Destination[],
    how: Pick<TakeSendsRequest, 'whole' | 'take_id'> = {},
  ): Promise<TakenBudget> {
    const uncounted = { refused: new Map<number, number>(), counted: false, isUnanswered: false };
    if (!client_digest || destinations.length === 0) return uncounted;
    const sends = destinations.map((destination) => this.wanted(organization, destination));
    try {
      const { refused } = await this.bus.ask(TakeSends, { organization, client_digest, sends, ...how });
      const waits = refused.map(({ index, retry_after_seconds }) => [index, retry_after_seconds] as const);
      return { refused: new Map(waits), counted: true, isUnanswered: false };
    } catch (error) {
      if (error instanceof AppError && error.code === 'unavailable') {
        return { ...uncounted, isUnanswered: true };
      }
      throw error;
    }
  }

  /**
   * The same for a call that is done as a whole or refused: then nothing is taken.
   * @param take_id the same for calls of which only one is done, so that only one is counted
   * @returns whether its messages are counted now
   */
  async require(
    caller: SendingCaller,
    destinations: readonly Destination[],
    take_id?: string,
  ): Promise<boolean> {
    const how = { whole: true, ...(take_id !== undefined && { take_id }) };
    const { refused, counted } = await this.take(caller, destinations, how);
    if (refused.size > 0) throw overBudget(Math.max(...refused.values()));
    return counted;
  }

  private wanted(organization: string, { channel, to }: Destination): WantedSend {
    if (!to) return { channel };
    return { channel, sealed_address: this.keys.sealJson(to, countedAddressContext(organization)) };
  }
}

export function overBudget(retrySeconds: number): AppError {
  return new AppError('too_many_requests', { retry_after_seconds: retrySeconds });
}
