import type { Message, MessageSearch } from '../../api/types';

export const states = [
  'scheduled',
  'queued',
  'sending',
  'sent',
  'unknown',
  'failed',
  'expired',
  'skipped',
  'canceled',
] as const satisfies readonly Message['state'][];
export const deliveries = [
  'delivered',
  'deferred',
  'bounced',
  'rejected',
  'complained',
  'unsubscribed',
] as const;

/** What of the list is in the address of the page. Never a person. */
export interface Filters {
  readonly state?: (typeof states)[number];
  readonly delivery?: (typeof deliveries)[number];
  readonly page?: number;
}

/** Ignores what is no filter, so that an old or mistyped link still shows a list. */
export function readFilters(search: Record<string, unknown>): Filters {
  const state = states.find((value) => value === search['state']);
  const delivery = deliveries.find((value) => value === search['delivery']);
  const page = Number(search['page']);
  return {
    ...(state && { state }),
    ...(delivery && { delivery }),
    ...(Number.isInteger(page) && page > 1 && { page }),
  };
}

/** Who or what the messages are about: an address, a phone number, or the id of a request. */
export function subjectOf(text: string): Pick<MessageSearch, 'to' | 'about'> {
  if (text === '') return {};
  if (text.includes('@')) return { to: { email: text } };
  return /^\+[\d ().-]+$/.test(text) ? { to: { phone_number: text } } : { about: text };
}
