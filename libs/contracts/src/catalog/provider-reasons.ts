/**
 * Why a provider did not take a message: its answer in a word of ours, and what an operator reads. Which answer of a
 * vendor means what stands in the provider's folder; what to do about each in docs/troubleshooting.md.
 */
export const providerReasonTexts = {
  key_wrong: 'the API key is wrong or was revoked, or belongs to another region or account',
  key_lacks_permission: 'the API key may not send',
  login_refused: 'the user name or the password is not accepted',
  account_unknown: 'there is no such account',
  account_suspended: 'the account is suspended',
  account_not_activated: 'the account is not activated yet',
  trial_account: 'a trial or sandbox account sends only to recipients that are registered with it',
  credits_used_up: 'the plan’s credits are used up',
  domain_unknown: 'there is no such sending domain, or it is in the other region',
  domain_unverified: 'the sending domain is not verified',
  sender_invalid: 'the sender is not an address or a number',
  sender_unverified: 'the sender is not verified',
  sender_unknown: 'the sender is not one of this account, or cannot send',
  reply_to_invalid: 'the Reply-To address is not accepted',
  country_not_enabled: 'sending to the recipient’s country is not enabled',
  template_unusable: 'the vendor’s template cannot be used',
  base_address_wrong: 'the vendor’s API does not answer at this address',
  tls_failed:
    'there is no secure connection to the server: it offers no TLS, or its certificate is not trusted',
  settings_unusable: 'the saved settings cannot be used',
  recipient_invalid: 'the recipient’s address or number is not valid',
  recipient_not_ascii: 'the recipient’s address has letters before the @ that this provider cannot write to',
  recipient_opted_out: 'the recipient has opted out of messages from this sender',
  recipient_unreachable: 'the recipient’s number cannot be reached',
  recipient_blocked: 'the recipient’s number or carrier blocks the message',
  recipient_deferred: 'the recipient’s server takes the message later, or their mailbox is busy',
  recipient_suppressed:
    'the vendor no longer sends to the recipient, because of an earlier bounce or complaint',
  mailbox_full: 'the recipient’s mailbox is full',
  delivery_expired: 'the vendor gave up after trying for its whole time',
  content_refused: 'the content of the message is refused',
  too_large: 'the message is too large',
  sender_queue_full: 'the sender’s queue is full',
  message_unfinished: 'the vendor has not finished the message and does not delete it yet',
  rate_limited: 'too many messages in a short time',
  vendor_unavailable: 'the vendor has an outage',
  vendor_unreachable: 'the vendor cannot be reached',
  vendor_silent: 'the vendor did not answer in time, or the connection broke before its answer was complete',
  answer_unreadable:
    'the answer is not the vendor’s: a proxy, or another address for its API, may have given it',
} as const;

export type ProviderReason = keyof typeof providerReasonTexts;
export const providerReasons = Object.keys(providerReasonTexts) as ProviderReason[];
