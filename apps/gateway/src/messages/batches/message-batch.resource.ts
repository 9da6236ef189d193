import { maxMessagesAtOnce } from '@subjectline/contracts';
import { Anything, Int, ListOf, OneOf, Optional, Text } from '@subjectline/schema';
import { SendMessageBody } from '../send-message.body';

/** For the description: each message is read on its own. */
export class MessageBatchBody {
  @ListOf(() => SendMessageBody, { min: 1, max: maxMessagesAtOnce }) messages!: SendMessageBody[];
}

export class UnreadBatch {
  @ListOf(Anything, { min: 1, max: maxMessagesAtOnce }) messages!: unknown[];
}

export class BatchProblem {
  @Text({ example: '#/messages/1/to' }) pointer!: string;
  @Text({ example: 'atLeastOneOf' }) rule!: string;
  @Text({ example: 'needs an email or a phone_number' }) detail!: string;
}

/** `status` 202 with the id of the message, or a problem as RFC 9457 has it. */
export class BatchResult {
  @Int({ example: 202 }) status!: number;
  @Optional(Text()) id?: string;
  @Optional(OneOf(['queued', 'scheduled'])) state?: 'queued' | 'scheduled';
  @Optional(Text()) type?: string;
  @Optional(Text()) title?: string;
  @Optional(Text()) detail?: string;
  @Optional(ListOf(() => BatchProblem)) errors?: BatchProblem[];
}

export class BatchResults {
  /** One for each message, in order. */
  @ListOf(() => BatchResult) results!: BatchResult[];
  @Int() accepted!: number;
  @Int() refused!: number;
}

export const batchBodyExample = {
  messages: [
    { kind: 'privacy_request_receipt', to: { email: 'ada@example.com' }, about: 'import-7' },
    { kind: 'privacy_request_receipt', to: {} },
  ],
};
export const batchReplyExample: BatchResults = {
  results: [
    { status: 202, id: 'msg_6a1f0c2e-93d4-4b1c-8f6e-0a5b7c2d9e11', state: 'queued' },
    {
      status: 422,
      type: 'urn:subjectline:error:invalid',
      title: 'The input does not fit',
      errors: [
        { pointer: '#/messages/1/to', rule: 'atLeastOneOf', detail: 'needs an email or a phone_number' },
      ],
    },
  ],
  accepted: 1,
  refused: 1,
};
