import { Injectable } from '@nestjs/common';
import {
  channels,
  reachableChannels,
  type Address,
  type Channel,
  type NewRequest,
  type OrganizationSettings,
} from '@subjectline/contracts';
import { CallerBudget, overBudget, type Destination } from '@subjectline/storage';
import type { Origin } from './intake.service';
import { addressOf, channelFor, tidy } from '../person/request-identity';
import { refusalOf } from './request-refusal';

/** Which requests of one call may send what they would send. */
export interface Allowance {
  /** Seconds until those that are over the caller's budget can be sent, by their place in the call. */
  readonly refused: ReadonlyMap<number, number>;
  /** Whether the others are counted already. */
  readonly counted: boolean;
  /** Identity did not answer, and need not be asked about receipts at once. */
  readonly isUnanswered: boolean;
}

/** Takes codes and receipts from the caller's budget before anything is stored: what is over it costs no work. */
@Injectable()
export class CallerAllowance {
  constructor(private readonly budget: CallerBudget) {}

  async of(
    requests: readonly NewRequest[],
    origin: Origin,
    settings: OrganizationSettings,
  ): Promise<Allowance> {
    const sending = origin.submitted_by === null ? sendingOf(requests, settings) : [];
    const { refused: waits, ...taken } = await this.budget.take(origin, sending);
    const refused = new Map([...waits].map(([place, seconds]) => [sending[place]?.index ?? -1, seconds]));
    const isFutile = refused.size > 0 && refused.size === sending.length;
    if (isFutile && requests.every((request, index) => refusalOf(request) || refused.has(index))) {
      throw overBudget(Math.min(...refused.values()));
    }
    return { ...taken, refused };
  }
}

/** The requests of a call that a message would be sent about, and where to. */
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
  const isProved = settings.subject_identity_verification_required;
  if (isProved) return reached(addressOf(identity), reachableChannels(settings));
  if (!settings.send_request_receipt_notification) return null;
  const address = addressOf(tidy(identity));
  return reached(address, reachableChannels(settings)) ?? reached(address, channels);
}

function reached(address: Address, over: readonly Channel[]): Destination | null {
  const channel = channelFor(address, over);
  return channel && { channel, to: address };
}
