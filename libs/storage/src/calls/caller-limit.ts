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
import type { KeyRing } from '../sealing/sealing';

/** The caller that causes messages. One without a digest, such as a program on the same machine, has no limit of its own. */
export interface SendingCaller {
  readonly organization: string;
  readonly client_digest?: string | null | undefined;
}

/** Where a message goes; `to` is null when it has no recipient. */
export interface Destination {
  readonly channel: Channel;
  readonly to: Address | null;
}

export interface CallerCount {
  /** Seconds until it is allowed, by the index of each message that exceeds a limit. */
  readonly refused: ReadonlyMap<number, number>;
  /** False when there was nothing to count, or identity did not answer: it counts when it gets the message. */
  readonly counted: boolean;
  /** True when identity did not answer: another call now would only take more time. */
  readonly isUnanswered: boolean;
}

/**
 * Counts the messages of a call against the limits of its caller, before anything is stored. When identity does not answer
 * all are allowed: the work is accepted, and identity itself suppresses what exceeds a limit.
 */
export class CallerLimit {
  constructor(
    private readonly bus: Bus,
    private readonly keys: KeyRing,
  ) {}

  async take(
    { organization, client_digest }: SendingCaller,
    destinations: readonly Destination[],
    how: Pick<TakeSendsRequest, 'whole' | 'take_id'> = {},
  ): Promise<CallerCount> {
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
   * The same for a call that is done as a whole or refused: then nothing is counted.
   * @param take_id the same for concurrent calls of which one is done, so that one is counted
   * @returns whether its messages are counted now
   */
  async require(
    caller: SendingCaller,
    destinations: readonly Destination[],
    take_id?: string,
  ): Promise<boolean> {
    const how = { whole: true, ...(take_id !== undefined && { take_id }) };
    const { refused, counted } = await this.take(caller, destinations, how);
    if (refused.size > 0) throw callerLimitError(Math.max(...refused.values()));
    return counted;
  }

  private wanted(organization: string, { channel, to }: Destination): WantedSend {
    if (!to) return { channel };
    return { channel, sealed_address: this.keys.sealJson(to, countedAddressContext(organization)) };
  }
}

export function callerLimitError(retrySeconds: number): AppError {
  return new AppError('too_many_requests', { retry_after_seconds: retrySeconds });
}
