/**
 * `queued` waits for its first or next try; `sending` is with the provider right now; `unknown`: it cannot be
 * determined whether the provider took it. The others are final.
 */
export const messageStates = [
  'queued',
  'sending',
  'sent',
  'unknown',
  'failed',
  'expired',
  'skipped',
] as const;
export type MessageState = (typeof messageStates)[number];
