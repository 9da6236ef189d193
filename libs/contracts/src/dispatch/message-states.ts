/**
 * `scheduled` waits for its `send_at`; `queued` waits for its first or next try; `sending` is with the provider right now; `unknown`: it cannot be
 * determined whether the provider took it; `canceled`: on request, before it was sent. The others are final.
 */
export const messageStates = [
  'scheduled',
  'queued',
  'sending',
  'sent',
  'unknown',
  'failed',
  'expired',
  'skipped',
  'canceled',
] as const;
export type MessageState = (typeof messageStates)[number];
