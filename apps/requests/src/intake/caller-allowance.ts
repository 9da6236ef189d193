import { Injectable } from '@nestjs/common';
import {
  channels,
  reachableChannels,
  type AssuranceLevel,
  type NewRequest,
  type OrganizationSettings,
} from '@subjectline/contracts';
import { CallerLimit, callerLimitError, type Destination } from '@subjectline/storage';
import { channelsToProve } from '../assurance/levels';
import { addressOf, channelFor, channelsOf, normalizeIdentity } from '../person/request-identity';
import type { Origin } from './intake.service';
import type { WantedRequest } from './new-request-level';
import { refusalOf } from './request-refusal';

/** Which requests of one call may send their message. */
export interface Allowance {
  /** Seconds until those over the caller's limit can be sent, by their index in the call. */
  readonly refused: ReadonlyMap<number, number>;
  /** Whether the others are counted. */
  readonly counted: boolean;
  /** Identity did not answer: it is not asked about receipts now. */
  readonly isUnanswered: boolean;
}

/** Counts codes and receipts against the caller's limit before anything is stored: what exceeds it costs no work. */
@Injectable()
export class CallerAllowance {
  constructor(private readonly callerLimit: CallerLimit) {}

  async of(
    requests: readonly WantedRequest[],
    origin: Omit<Origin, 'laws'>,
    settings: OrganizationSettings,
  ): Promise<Allowance> {
    const sending = origin.submitted_by === null ? sendingOf(requests, settings) : [];
    const { refused: waits, ...outcome } = await this.callerLimit.take(origin, sending);
    const refused = new Map([...waits].map(([place, seconds]) => [sending[place]?.index ?? -1, seconds]));
    const isFutile = waits.size > 0 && waits.size === sending.length;
    if (isFutile && requests.every(({ request }, index) => refusalOf(request) || refused.has(index))) {
      throw callerLimitError(Math.min(...refused.values()));
    }
    return { ...outcome, refused };
  }
}

/** The messages that the requests of a call send, and where to. */
function sendingOf(
  requests: readonly WantedRequest[],
  settings: OrganizationSettings,
): (Destination & { readonly index: number })[] {
  return requests.flatMap(({ request, level: { level } }, index) => {
    if (refusalOf(request)) return [];
    return destinationsOf(request, level, settings).map((destination) => ({ ...destination, index }));
  });
}

function destinationsOf(
  { identity }: NewRequest,
  level: AssuranceLevel,
  settings: OrganizationSettings,
): Destination[] {
  const reachable = reachableChannels(settings);
  if (level > 0) {
    const to = addressOf(identity);
    const wanted = channelsToProve(level, [], channelsOf(to, reachable));
    return wanted.map((channel) => ({ channel, to: addressOf(to, channel) }));
  }
  if (!settings.send_request_receipt_notification) return [];
  const to = addressOf(normalizeIdentity(identity));
  const channel = channelFor(to, reachable) ?? channelFor(to, channels);
  return channel ? [{ channel, to }] : [];
}
