import type { MessageKindId, OrganizationSettings, RequestPolicy } from '@subjectline/contracts';

/** A change that a person may be told of. */
export type Change =
  | { readonly what: 'received' }
  | { readonly what: 'approved' }
  | { readonly what: 'denied'; readonly reason: string | null }
  | { readonly what: 'completed'; readonly downloadLink: string | null; readonly linkDays: number };

export interface Notification {
  readonly kind: MessageKindId;
  readonly variables: Readonly<Record<string, string>>;
}

const completionKinds = {
  access: 'privacy_request_complete_access',
  erasure: 'privacy_request_complete_deletion',
  consent: 'privacy_request_complete_consent',
} as const;

/** Which change tells the person what, and which switch allows it (contracts/fides, Is a message sent?). */
export function notificationsOf(
  change: Change,
  { actions }: RequestPolicy,
  settings: OrganizationSettings,
): Notification[] {
  switch (change.what) {
    case 'received':
      if (!settings.send_request_receipt_notification) return [];
      return [{ kind: 'privacy_request_receipt', variables: { request_types: actions.join(', ') } }];
    case 'approved':
      if (!settings.send_request_review_notification) return [];
      return [{ kind: 'privacy_request_review_approve', variables: {} }];
    case 'denied':
      if (!settings.send_request_review_notification) return [];
      return [{ kind: 'privacy_request_review_deny', variables: present({ denial_reason: change.reason }) }];
    case 'completed':
      if (!settings.send_request_completion_notification) return [];
      return actions.map((action) => ({
        kind: completionKinds[action],
        variables: action === 'access' ? linkVariables(change) : {},
      }));
  }
}

function linkVariables({
  downloadLink,
  linkDays,
}: Extract<Change, { what: 'completed' }>): Record<string, string> {
  return present({ download_link: downloadLink, days: downloadLink ? String(linkDays) : null });
}

/** Leaves out what is null: a wording asks with `{{#if}}` whether it is there. */
function present(values: Record<string, string | null>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).filter((entry): entry is [string, string] => !!entry[1]));
}
