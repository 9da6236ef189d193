import { Inject, Injectable } from '@nestjs/common';
import { loggerToken, type Logger } from '@subjectline/bus';
import {
  AppError,
  carriesSecret,
  messageContext,
  messageKind,
  type MessageRecord,
  type MessageState,
  type ResendMessageRequest,
  type SendMessageTask,
} from '@subjectline/contracts';
import { KeyRing, SealBroken } from '@subjectline/storage';
import { MessageStore } from './message.store';
import { ResendStore, type KeptNotice } from './resend.store';

const repeatable: readonly MessageState[] = ['sent', 'failed', 'unknown', 'skipped', 'canceled'];

/** Sends a notice again for an operator; nothing else repeats a message that may have arrived. */
@Injectable()
export class ResendService {
  constructor(
    private readonly store: ResendStore,
    private readonly messages: MessageStore,
    private readonly keys: KeyRing,
    @Inject(loggerToken) private readonly logger: Logger,
  ) {}

  async resend(request: ResendMessageRequest): Promise<MessageRecord> {
    const { organization, id, new_id, resent_by } = request;
    const kept = await this.store.read(organization, id);
    if (!kept) throw new AppError('message_unknown', { id });
    const sealed_content = this.sealedAgain(request, requireRepeatable(id, kept));
    const { kind, locale, channel, about, is_test } = kept;
    const task: SendMessageTask = {
      id: new_id,
      organization,
      kind,
      locale,
      sealed_content,
      // a skipped message has no channel yet
      ...(channel && { channel }),
      ...(about !== null && { about }),
      ...(is_test && { is_test }),
    };
    await this.store.add(task, { resentFrom: id, resentBy: resent_by });
    const record = await this.messages.read(organization, new_id);
    if (record?.resent_from !== id) throw new AppError('conflict', { id: new_id });
    this.logger.info({ messageId: new_id, resentFrom: id, resentBy: resent_by }, 'message resent');
    return record;
  }

  /** Sealed content opens for its own message only. */
  private sealedAgain({ organization, id, new_id }: ResendMessageRequest, sealed: string): string {
    try {
      const content = this.keys.open(sealed, messageContext(organization, id));
      return this.keys.seal(content, messageContext(organization, new_id));
    } catch (error) {
      if (error instanceof SealBroken) throw notRepeatable(id, 'its encryption key is no longer available');
      throw error;
    }
  }
}

function requireRepeatable(id: string, { kind, state, sealed_content }: KeptNotice): string {
  if (carriesSecret(kind) || messageKind(kind).lane === 'codes') {
    throw notRepeatable(
      id,
      'it held a code or a key, which is forgotten once it is sent; have a new one made',
    );
  }
  if (!repeatable.includes(state)) throw notRepeatable(id, `its state is ${state}`);
  if (sealed_content === null) throw notRepeatable(id, 'its content was deleted after the retention period');
  return sealed_content;
}

function notRepeatable(id: string, why: string): AppError {
  return new AppError('message_not_repeatable', { id, why });
}
