/** What keeps a message from its person, or has become of it; and what an operator can do. */
export const explanations = {
  no_message: [
    'No message was asked for.',
    'Look whether what should cause it has happened, such as a request with this address.',
  ],
  switched_off: [
    'Messages of this kind are switched off.',
    'Switch them on in the settings (PATCH /api/v1/config).',
  ],
  provider_missing: ['No provider is active.', 'Save a provider and activate it.'],
  provider_incomplete: ['The active provider is not fully configured.', 'Complete its details and secrets.'],
  provider_not_working: [
    'A provider does not work: its messages are held.',
    'Look at GET /api/v1/messaging/health; saving the config tries it at once.',
  ],
  suppressed: ['The address is suppressed.', 'If that is wrong, delete the suppression.'],
  limit_reached: [
    'A limit of codes and receipts is reached: the next one is not sent.',
    'Wait, or raise the limit.',
  ],
  country_not_allowed: ['Text messages to this country are not allowed.', 'Add it to sms.allowed_countries.'],
  sms_limit_reached: ['The daily limit of text messages is reached.', 'Raise sms.daily_limit.'],
  scheduled: ['The message is scheduled for a later time.', 'Send it now, or wait for send_at.'],
  queued: ['The message waits for its first or next try.', 'Send it now, or wait for next_attempt_at.'],
  held: [
    'The message is held: its provider does not work, or is slow.',
    'Repair the provider; the message goes on by itself.',
  ],
  sending: ['The message is with the provider right now.', 'Ask again in a minute.'],
  sent: [
    'The provider accepted the message, and has reported nothing since.',
    'Set up delivery reports, or look it up at the vendor.',
  ],
  accepted: ['The vendor, or the carrier, has the message.', 'Wait for its report.'],
  deferred: ['The vendor tries to deliver the message again.', 'Wait for its report.'],
  delivered: ['The mail server or phone has the message.', 'Have the person look among their spam.'],
  rejected: ['The vendor did not try to deliver the message.', 'See the reason; look it up at the vendor.'],
  bounced: ['The message was not delivered.', 'Ask the person for another address.'],
  unsubscribed: ['The person unsubscribed after the message.', 'Reach them in another way.'],
  complained: ['The person marked the message as spam.', 'Reach them in another way.'],
  unknown: [
    'It cannot be determined whether the message was sent.',
    'Look it up at the vendor; send it again if it is missing.',
  ],
  failed: [
    'The provider refused the message, or all tries failed.',
    'See the reason, repair the cause and send it again.',
  ],
  expired: ['The message was not sent before its expiry.', 'Have a new one made.'],
  skipped: ['The message was never tried.', 'See the reason, repair the cause and send it again.'],
  canceled: ['The message was canceled before it was sent.', 'Send it again if that was a mistake.'],
} as const satisfies Readonly<Record<string, readonly [string, string]>>;

export type ExplanationCode = keyof typeof explanations;
export const explanationCodes = Object.keys(explanations) as ExplanationCode[];
