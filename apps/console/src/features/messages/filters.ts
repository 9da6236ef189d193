import type { Message, MessageSearch } from '../../api/types';
import { messageWords } from '../../i18n/en/message-words';

const kinds = Object.keys(messageWords.kinds) as NonNullable<MessageSearch['kind']>[];

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

/** In days. */
export const periods = [1, 7, 30] as const;

/** What of the list is in the address of the page. Never a person. */
export interface Filters {
  readonly state?: (typeof states)[number];
  readonly delivery?: (typeof deliveries)[number];
  readonly kind?: NonNullable<MessageSearch['kind']>;
  readonly days?: (typeof periods)[number];
  readonly page?: number;
}

/** Ignores what is no filter, so that an old or mistyped link still shows a list. */
export function readFilters(search: Record<string, unknown>): Filters {
  const state = states.find((value) => value === search['state']);
  const delivery = deliveries.find((value) => value === search['delivery']);
  const kind = kinds.find((value) => value === search['kind']);
  const days = periods.find((value) => value === search['days']);
  const page = Number(search['page']);
  return {
    ...(state && { state }),
    ...(delivery && { delivery }),
    ...(kind && { kind }),
    ...(days && { days }),
    ...(Number.isInteger(page) && page > 1 && { page }),
  };
}

const hourMs = 3_600_000;

/** The search of the API. Times are of a whole hour, so that it is the same until then. */
export function searchOf({ days, ...rest }: Filters, nowMs = Date.now()): MessageSearch {
  if (days === undefined) return rest;
  const since = Math.floor(nowMs / hourMs) * hourMs - days * 24 * hourMs;
  return { ...rest, created_gt: new Date(since).toISOString() };
}

/** Who or what the messages are about: an address, a phone number, or the id of a request. */
export function subjectOf(text: string): Pick<MessageSearch, 'to' | 'about'> {
  if (text === '') return {};
  if (text.includes('@')) return { to: { email: text } };
  return /^\+[\d ().-]+$/.test(text) ? { to: { phone_number: text } } : { about: text };
}
