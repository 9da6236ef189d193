import { Injectable } from '@nestjs/common';
import { Bus, takeSends } from '@subjectline/bus';
import {
  AppError,
  reachableChannels,
  type NewRequest,
  type OrganizationSettings,
} from '@subjectline/contracts';
import type { Origin } from './intake.service';
import { addressOf, channelFor, tidy } from './request-identity';
import { refusalOf } from './request-refusal';

/** Which requests of one call may send what they would send. */
export interface Allowance {
  /** Those that are over the caller's budget, by their place in the call. */
  readonly refused: ReadonlySet<number>;
  readonly retryAfterSeconds: number;
  /** Whether the others are counted already. */
  readonly counted: boolean;
}

/** Takes codes and receipts from the caller's budget before anything is stored: what is over it costs no work. */
@Injectable()
export class CallerAllowance {
  constructor(private readonly bus: Bus) {}

  async of(
    requests: readonly NewRequest[],
    origin: Origin,
    settings: OrganizationSettings,
  ): Promise<Allowance> {
    const sending = origin.submitted_by === null ? placesOfSending(requests, settings) : [];
    const { granted, retryAfterSeconds, counted } = await takeSends(this.bus, origin, sending.length);
    const isFutile = granted === 0 && sending.length > 0;
    if (isFutile && requests.every((request, index) => refusalOf(request) || sending.includes(index))) {
      throw new AppError('too_many_requests', { retry_after_seconds: retryAfterSeconds });
    }
    return { refused: new Set(sending.slice(granted)), retryAfterSeconds, counted };
  }
}

function placesOfSending(requests: readonly NewRequest[], settings: OrganizationSettings): number[] {
  return [...requests.keys()].filter((index) => {
    const request = requests[index];
    return request && !refusalOf(request) && wouldSend(request, settings);
  });
}

function wouldSend({ identity }: NewRequest, settings: OrganizationSettings): boolean {
  const { email, phone_number } = addressOf(tidy(identity));
  if (settings.subject_identity_verification_required) {
    return channelFor(addressOf(identity), reachableChannels(settings)) !== null;
  }
  return settings.send_request_receipt_notification && Boolean(email ?? phone_number);
}
