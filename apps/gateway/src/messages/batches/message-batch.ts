import { setImmediate as nextTick } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { AppError, type AcceptedMessage, type NewMessage } from '@subjectline/contracts';
import { checkAt } from '../../http/bodies/placed';
import { problemAnswer } from '../../http/errors/problem-details';
import type { BatchResult } from './message-batch.resource';
import { MessageSender } from '../message-sender';
import { SendMessageBody } from '../send-message.body';

/** How long messages are read before other callers have their turn. */
const readAtOnceMs = 10;
/** Messages of one call to dispatch, which stores them together. */
const storedAtOnce = 200;
/** What a message is in JSON besides its content, at most. */
const frameBytes = 1_024;
/** What an answer says of the problems of its messages, altogether, in characters of JSON. */
const maxDetails = 16_384;

interface Placed {
  readonly place: number;
  readonly message: NewMessage;
}

export type BatchOutcome = ({ readonly status: 202 } & AcceptedMessage) | AppError;

/** Reads and sends many messages, each on its own. */
@Injectable()
export class MessageBatch {
  constructor(private readonly sender: MessageSender) {}

  /** @returns the outcome of each, in order */
  async send(
    organization: string,
    given: readonly unknown[],
    idAt: (place: number) => string,
  ): Promise<BatchOutcome[]> {
    const settings = await this.sender.countriesOf(organization);
    const outcomes: (BatchOutcome | undefined)[] = [];
    const good: Placed[] = [];
    let untilMs = 0;
    for (const [place, value] of given.entries()) {
      if (performance.now() >= untilMs) {
        await nextTick();
        untilMs = performance.now() + readAtOnceMs;
      }
      const read = refusalOr(
        () => this.sender.check(checkAt(['body'], SendMessageBody, value), settings),
        place,
      );
      if (read instanceof AppError) outcomes[place] = read;
      else good.push({ place, message: this.sender.seal(organization, idAt(place), read) });
    }
    await this.store(organization, good, outcomes);
    return given.map((_one, place) => outcomes[place] ?? new AppError('internal'));
  }

  /** Part by part. Past one that could not be stored none is tried: the same call under its key goes on there. */
  private async store(
    organization: string,
    good: readonly Placed[],
    outcomes: (BatchOutcome | undefined)[],
  ): Promise<void> {
    let failure: AppError | null = null;
    for (const [index, part] of partsOf(good, this.sender.maxMessageBytes).entries()) {
      const stored: AcceptedMessage[] | AppError = failure ?? (await this.storePart(organization, part));
      // nothing was accepted
      if (stored instanceof AppError && index === 0) throw stored;
      if (stored instanceof AppError) failure = stored;
      part.forEach(({ place }, at) => {
        outcomes[place] = stored instanceof AppError ? stored : acceptedAt(stored, at);
      });
    }
  }

  private async storePart(
    organization: string,
    part: readonly Placed[],
  ): Promise<AcceptedMessage[] | AppError> {
    try {
      return await this.sender.store(
        organization,
        part.map(({ message }) => message),
      );
    } catch (error) {
      if (error instanceof AppError) return error;
      throw error;
    }
  }
}

/** An answer of bounded size: past a certain length, what is refused keeps its code and status only. */
export function resultsOf(outcomes: readonly BatchOutcome[]): BatchResult[] {
  let left = maxDetails;
  return outcomes.map((outcome) => {
    if (!(outcome instanceof AppError)) return outcome;
    const { type, title, status, ...details } = problemAnswer(outcome).body as BatchResult;
    left -= JSON.stringify(details).length;
    return { status, type, title, ...(left >= 0 && details) };
  });
}

/** What `read` returns, or why the message is refused, with paths within the batch. */
function refusalOr<T>(read: () => T, place: number): T | AppError {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const problems = error.problems.map(({ path: [, ...path], ...problem }) => {
      return { ...problem, path: ['body', 'messages', place, ...path] };
    });
    return new AppError('invalid', {}, problems);
  }
}

function acceptedAt(stored: readonly AcceptedMessage[], at: number): BatchOutcome {
  const accepted = stored[at];
  return accepted ? { status: 202, ...accepted } : new AppError('internal');
}

/** As many together as the broker takes. */
function partsOf(good: readonly Placed[], maxBytes: number): Placed[][] {
  const parts: Placed[][] = [];
  let bytes = 0;
  for (const one of good) {
    const size = one.message.sealed_content.length + frameBytes;
    const part = parts.at(-1);
    if (part && part.length < storedAtOnce && bytes + size < maxBytes - frameBytes) {
      part.push(one);
      bytes += size;
    } else {
      parts.push([one]);
      bytes = size;
    }
  }
  return parts;
}
