import {
  messageKind,
  requestTypesIn,
  shownReference,
  translated,
  type Channel,
  type MessageKindId,
  type OrganizationSettings,
  type RequestFacts,
} from '@subjectline/contracts';
import { isoDayOf } from '../laws/periods';
import { dueOf } from '../deadlines/request-clock';
import { policyOf, rightOf } from '../request/policies';
import type { RequestRow } from '../request/request-row';
import { brandOf } from './brand';

/** A change that a person may be notified of. */
export type Change =
  | { readonly what: 'received' }
  | { readonly what: 'approved' }
  | { readonly what: 'denied'; readonly reason: string | null }
  | {
      readonly what: 'completed';
      readonly downloadLinks: readonly string[];
      readonly linkDays: number | null;
    };

export interface Notification {
  readonly kind: MessageKindId;
  readonly variables: Readonly<Record<string, string>>;
}

const completionKinds = {
  access: 'privacy_request_complete_access',
  erasure: 'privacy_request_complete_deletion',
  consent: 'privacy_request_complete_consent',
} as const;

/** The notifications of a change, in the words of the API that the request came in by. */
export function notificationsOf(
  change: Change,
  request: Pick<RequestRow, 'family' | 'policy_key' | 'locale' | 'clock'>,
  settings: OrganizationSettings,
  channel: Channel | null,
): Notification[] {
  return request.family === 'didomi'
    ? dsarNotificationsOf(change, request)
    : fidesNotificationsOf(change, request, settings, channel);
}

/** What every message about a request says of it. */
export function requestFacts({
  reference,
  submitted_by,
  requested_at,
  created_at,
  property_id,
  clock,
}: Pick<
  RequestRow,
  'reference' | 'submitted_by' | 'requested_at' | 'created_at' | 'property_id' | 'clock'
>): Record<string, string> {
  return {
    received_on: receivedAt({ submitted_by, requested_at, created_at, clock }),
    ...(reference !== null && { reference: shownReference(reference) }),
    ...brandOf({ property_id }),
  };
}

/** Fides' switches do not apply. */
function dsarNotificationsOf(
  change: Change,
  { policy_key, locale, clock }: Pick<RequestRow, 'policy_key' | 'locale' | 'clock'>,
): Notification[] {
  const right = rightOf(policy_key);
  const user_right_label = translated(right.label, locale);
  switch (change.what) {
    case 'received':
      return [];
    case 'approved':
      return [
        {
          kind: 'request-status-wip',
          variables: present({ user_right_label, due_date: dueDayOf(clock) }),
        },
      ];
    case 'denied':
      return [
        { kind: 'request-status-refused', variables: present({ user_right_label, reason: change.reason }) },
      ];
    case 'completed': {
      const kind = right.fulfilledKind;
      const download_link = takesDownloadLink(kind) ? (change.downloadLinks[0] ?? null) : null;
      return [{ kind, variables: present({ user_right_label, download_link }) }];
    }
  }
}

/** Only a request for access gets a download link. */
export function takesDownloadLink(kind: MessageKindId): boolean {
  return 'download_link' in messageKind(kind).parameters;
}

/** Which of Fides' switches allows which message. */
function fidesNotificationsOf(
  change: Change,
  { policy_key, locale, clock }: Pick<RequestRow, 'policy_key' | 'locale' | 'clock'>,
  settings: OrganizationSettings,
  channel: Channel | null,
): Notification[] {
  const { actions } = policyOf(policy_key);
  const request_types = requestTypesIn(actions, locale);
  switch (change.what) {
    case 'received':
      if (!settings.send_request_receipt_notification) return [];
      return [receiptOf({ policy_key, locale, clock })];
    case 'approved':
      if (!settings.send_request_review_notification) return [];
      return [
        {
          kind: 'privacy_request_review_approve',
          variables: present({ request_types, due_date: dueDayOf(clock) }),
        },
      ];
    case 'denied':
      if (!settings.send_request_review_notification) return [];
      return [
        {
          kind: 'privacy_request_review_deny',
          variables: present({ request_types, denial_reason: change.reason }),
        },
      ];
    case 'completed':
      if (!settings.send_request_completion_notification) return [];
      return actions.map((action) => ({
        kind: completionKinds[action],
        variables: action === 'access' ? linkVariables(change, channel) : {},
      }));
  }
}

/** That a request was received, and by when it is answered. */
export function receiptOf({
  policy_key,
  locale,
  clock,
}: Pick<RequestRow, 'policy_key' | 'locale' | 'clock'>): Notification {
  const request_types = requestTypesIn(policyOf(policy_key).actions, locale);
  return {
    kind: 'privacy_request_receipt',
    variables: present({ request_types, due_date: dueDayOf(clock) }),
  };
}

/** A text message names every link there is, a mail has a button for the first. */
function linkVariables(
  { downloadLinks, linkDays }: Extract<Change, { what: 'completed' }>,
  channel: Channel | null,
): Record<string, string> {
  const [first = null] = downloadLinks;
  const download_link = channel === 'sms' ? downloadLinks.join(',') : first;
  return present({ download_link, days: download_link && linkDays ? String(linkDays) : null });
}

/** Without the nulls: a wording tests with `{{#if}}` whether a variable is present. */
function present(values: Record<string, string | null>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).filter((entry): entry is [string, string] => !!entry[1]));
}

/** The time that an API client stated, which vouches for the person; others may not set it. */
function receivedAt({
  submitted_by,
  requested_at,
  created_at,
  clock,
}: Pick<RequestRow, 'submitted_by' | 'requested_at' | 'created_at' | 'clock'>): string {
  const received = submitted_by === null ? created_at : requested_at;
  return clock?.received_at ?? received.toISOString();
}

/** What a page says of a request. */
export function pageFacts(row: RequestRow): RequestFacts {
  const { reference, clock } = row;
  return {
    reference: reference && shownReference(reference),
    received_on: isoDayOf(new Date(receivedAt(row)), clock ?? { time_zone: 'UTC' }),
    due_on: dueDayOf(clock),
  };
}

/** A date is promised only where a law says it. */
function dueDayOf(clock: RequestRow['clock']): string | null {
  return clock?.law ? isoDayOf(new Date(dueOf(clock)), clock) : null;
}
