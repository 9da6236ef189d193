import { Int, ListOf, Nullable, OneOf, Text, Timestamp } from '@subjectline/schema';
import { OrganizationId } from '../values/rules';
import { byStoringService, callOf, serviceNames, type ServiceName } from './define';

/** A task or an event on which the code of its reader failed every time. What it says is not shown. */
export class DeadLetter {
  /** Its number in the stream of dead letters. */
  @Int({ example: 17 }) sequence!: number;
  @Timestamp died_at!: string;

  /** The reader that gave up: `<service>--<subject>`. */
  @Text({ example: 'dispatch--task-dispatch-send-code-v1' }) queue!: string;
  @Text({ example: 'the handler failed every time' }) reason!: string;

  /** How many times it was tried. */
  @Int({ example: 9 }) deliveries!: number;

  /** In the log lines of the call that it comes from. */
  @Nullable(Text({ example: 'req_0f6b7c0e-6d2b-4c9b-9c55-2d4a0f3f7a11' })) request_id!: string | null;

  /** Whose contract it is of, and who can send it again. */
  @OneOf(serviceNames, { example: 'dispatch' }) owner!: ServiceName;
}

export class ListDeadLettersRequest {
  @OrganizationId organization!: string;

  /** Those with a higher number. */
  @Int({ min: 0 }) after!: number;
  @Int({ min: 1, max: 100 }) limit!: number;
}

export class DeadLetters {
  @ListOf(() => DeadLetter) items!: DeadLetter[];

  /** For the next page. Null: there are no more. */
  @Nullable(Int()) next_after!: number | null;
}

export class DeadLetterReference {
  @OrganizationId organization!: string;
  @Int({ min: 0 }) sequence!: number;
}

const call = callOf('requests', { askedBy: ['gateway'] });

/** Oldest first, of one organization. A payload that did not fit its contract was not kept, and is of none. */
export const ListDeadLetters = call('list-dead-letters', ListDeadLettersRequest, DeadLetters);

/** Refused with `dead_letter_unknown`. */
export const ReadDeadLetter = call('read-dead-letter', DeadLetterReference, DeadLetter);

/** Deletes it. Refused with `dead_letter_unknown`. */
export const DiscardDeadLetter = call('discard-dead-letter', DeadLetterReference, DeadLetter);

/** Sends it to where it was first sent, and deletes it. Each service does so for its own tasks and events. */
export const sendDeadLetterAgainCalls = byStoringService((owner) =>
  callOf(owner, { askedBy: ['gateway'] })('send-dead-letter-again', DeadLetterReference, DeadLetter),
);
