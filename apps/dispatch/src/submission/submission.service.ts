import { Injectable } from '@nestjs/common';
import {
  AppError,
  Clock,
  maxSendAheadMs,
  messageKind,
  type AcceptedMessages,
  type NewMessage,
  type Problem,
  type SendMessagesRequest,
} from '@subjectline/contracts';
import { NewMessageStore } from '../message/new-message.store';

/** Takes messages on: they are stored when the call is answered. */
@Injectable()
export class SubmissionService {
  constructor(
    private readonly store: NewMessageStore,
    private readonly clock: Clock,
  ) {}

  async submit({ organization, messages }: SendMessagesRequest): Promise<AcceptedMessages> {
    const problems = messages.flatMap((message, index) => this.problemOf(message, index) ?? []);
    if (problems.length > 0) throw new AppError('invalid', {}, problems);
    const stored = await this.store.add(messages.map((message) => ({ ...message, organization })));
    return {
      messages: messages.map(({ id }, index) => ({
        id,
        // as it was taken on: the same answer whatever has become of it since
        state: stored[index]?.send_at ? 'scheduled' : 'queued',
      })),
    };
  }

  private problemOf({ kind, send_at }: NewMessage, index: number): Problem | null {
    if (send_at === undefined) return null;
    const path = ['messages', index, 'send_at'];
    if (messageKind(kind).lane === 'codes') {
      return { path, rule: 'isSchedulable', message: `${kind} cannot be scheduled: it expires` };
    }
    if (Date.parse(send_at) <= this.clock.nowMs() + maxSendAheadMs) return null;
    return {
      path,
      rule: 'maxDate',
      message: `must not be more than ${maxSendAheadMs / 86_400_000} days ahead`,
    };
  }
}
