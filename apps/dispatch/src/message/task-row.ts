import { carriesSecret, messageKindIds, type SendMessageTask } from '@subjectline/contracts';
import type { ColumnType } from '@subjectline/storage';
import type { Verdict } from './outcome';

/** What a message's row takes from its task. */
export interface TaskRow {
  readonly organization: string;
  readonly id: string;
  readonly kind: string;
  readonly about: string | null;
  readonly sealed_content: string;
  readonly locale: string;
  readonly expires_at: string | null;
  readonly is_test: boolean;
}

export const taskColumns: Readonly<Record<keyof TaskRow, ColumnType>> = {
  organization: 'text',
  id: 'text',
  kind: 'text',
  about: 'text',
  sealed_content: 'text',
  locale: 'text',
  expires_at: 'timestamptz',
  is_test: 'boolean',
};

export function taskRowOf(task: SendMessageTask): TaskRow {
  const { organization, id, kind, about = null, sealed_content, locale, is_test = false } = task;
  return {
    organization,
    id,
    kind,
    about,
    sealed_content,
    locale,
    expires_at: task.expires_at ?? null,
    is_test,
  };
}

/** What held a credential is forgotten once it is over. */
export const forgottenKinds = messageKindIds.filter(carriesSecret);

/** Whether a content is deleted at once: it has a credential. Any other stays, sealed, so that it can be sent again. */
export function isForgotten({ kind }: SendMessageTask, { state }: Verdict): boolean {
  return state !== 'queued' && carriesSecret(kind);
}

/** The key of a message in maps. */
export function nameOf({ organization, id }: { readonly organization: string; readonly id: string }): string {
  return `${organization} ${id}`;
}
