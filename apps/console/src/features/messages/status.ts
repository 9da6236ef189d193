import type { Message } from '../../api/types';
import type { Tone } from '../../ui/status';

/** Skipped is quiet: a setting was followed. */
const tones: Readonly<Record<Message['state'], Tone>> = {
  scheduled: 'quiet',
  queued: 'busy',
  sending: 'busy',
  sent: 'good',
  unknown: 'attention',
  failed: 'bad',
  expired: 'bad',
  skipped: 'quiet',
  canceled: 'quiet',
};

const undelivered: readonly string[] = ['rejected', 'bounced', 'complained'];

export function toneOf({ state, delivery }: Pick<Message, 'state' | 'delivery'>): Tone {
  return delivery && undelivered.includes(delivery.status) ? 'bad' : tones[state];
}

/** Kinds with a code or a link that expires: asked for anew, never sent again. */
const codes: readonly string[] = [
  'subject_identity_verification',
  'privacy_request_verification_reminder',
  'privacy_request_not_identified',
  'privacy_request_declaration',
  'validation-approval-file',
  'validation-approval-signature',
  'validation-double-optin',
  'privacy-center-auth',
  'privacy-center-auth-otp-code',
  'request-verify',
];

export const isCode = ({ kind }: Pick<Message, 'kind'>): boolean => codes.includes(kind);
