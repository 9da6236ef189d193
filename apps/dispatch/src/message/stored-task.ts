import type { Channel, MessageKindId, SendMessageTask } from '@subjectline/contracts';

/** What is stored of the task of a message. */
export interface StoredTask {
  readonly organization: string;
  readonly id: string;
  readonly kind: MessageKindId;
  readonly channel: Channel | null;
  readonly about: string | null;
  readonly locale: string;
  readonly sealed_content: string | null;
  readonly expires_at: Date | null;
  readonly is_test: boolean;
}

/** The task of a message, from its row. */
export function taskOf(row: StoredTask): SendMessageTask {
  const { organization, id, kind, channel, about, locale, sealed_content, expires_at, is_test } = row;
  return {
    organization,
    id,
    kind,
    locale,
    sealed_content: sealed_content ?? '',
    ...(channel && { channel }),
    ...(about !== null && { about }),
    ...(expires_at && { expires_at: expires_at.toISOString() }),
    ...(is_test && { is_test }),
  };
}
