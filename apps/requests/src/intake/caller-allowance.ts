import { Injectable } from '@nestjs/common';
import {
  channels,
  reachableChannels,
  type Address,
  type Channel,
  type NewRequest,
  type OrganizationSettings,
} from '@subjectline/contracts';
import { CallerLimit, callerLimitError, type Destination } from '@subjectline/storage';
import { addressOf, channelFor, normalizeIdentity } from '../person/request-identity';
import type { Origin } from './intake.service';
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
    requests: readonly NewRequest[],
    origin: Omit<Origin, 'laws'>,
    settings: OrganizationSettings,
  ): Promise<Allowance> {
    const sending = origin.submitted_by === null ? sendingOf(requests, settings) : [];
    const { refused: waits, ...outcome } = await this.callerLimit.take(origin, sending);
    const refused = new Map([...waits].map(([place, seconds]) => [sending[place]?.index ?? -1, seconds]));
    const isFutile = refused.size > 0 && refused.size === sending.length;
    if (isFutile && requests.every((request, index) => refusalOf(request) || refused.has(index))) {
      throw callerLimitError(Math.min(...refused.values()));
    }
    return { ...outcome, refused };
  }
}

/** The requests of a call that send a message, and where to. */
function sendingOf(
  requests: readonly NewRequest[],
  settings: OrganizationSettings,
): (Destination & { readonly index: number })[] {
  return requests.flatMap((request, index) => {
    const destination = refusalOf(request) ? null : destinationOf(request, settings);
    return destination ? [{ ...destination, index }] : [];
  });
}

function destinationOf({ identity }: NewRequest, settings: OrganizationSettings): Destination | null {
  const needsCode = settings.subject_identity_verification_required;
  if (needsCode) return destinationWithin(addressOf(identity), reachableChannels(settings));
  if (!settings.send_request_receipt_notification) return null;
  const address = addressOf(normalizeIdentity(identity));
  return destinationWithin(address, reachableChannels(settings)) ?? destinationWithin(address, channels);
}

function destinationWithin(address: Address, allowed: readonly Channel[]): Destination | null {
  const channel = channelFor(address, allowed);
  return channel && { channel, to: address };
}
