import { fieldsOf } from '../report';

/** Mailchimp's names for what is kept; neither opens nor clicks. */
const eventTypes = [
  'send',
  'deferral',
  'delivered',
  'hard_bounce',
  'soft_bounce',
  'spam',
  'unsub',
  'reject',
] as const;

export interface Webhook {
  readonly id: number;
  /** what it signs with */
  readonly key: string;
  readonly events: readonly unknown[];
}

export function webhookTo(url: string): object {
  return { url, description: 'Subjectline', events: eventTypes };
}

/** The webhook that reports to an address; null for another one, and for what is none. */
export function webhookAt(url: string, given: unknown): Webhook | null {
  const { id, url: target, auth_key: key, events } = fieldsOf(given);
  if (target !== url || typeof id !== 'number' || typeof key !== 'string' || key === '') return null;
  return { id, key, events: Array.isArray(events) ? events : [] };
}

export function eventsMissing({ events }: Webhook): string[] {
  return eventTypes.filter((event) => !events.includes(event));
}
