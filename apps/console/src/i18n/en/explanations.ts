import type { Explanations } from '../explanations';

/** What keeps messages back or became of them, and what to do: by the codes of the API. */
export const explanations: Explanations = {
  no_message: [
    'No message was asked for.',
    'Check that what should cause it has happened, such as a request with this address.',
  ],
  switched_off: ['Messages of this kind are switched off.', 'Switch them on in the settings.'],
  provider_missing: ['No provider is active.', 'Save a provider and activate it.'],
  provider_incomplete: ['The active provider is not fully configured.', 'Complete its details and secrets.'],
  provider_not_working: [
    'A provider does not work; its messages are held.',
    'Repair it. Saving its settings tries it at once.',
  ],
  suppressed: ['The address is suppressed.', 'If that is wrong, delete the suppression.'],
  limit_reached: ['A limit of codes and receipts is reached.', 'Wait, or raise the limit.'],
  country_not_allowed: [
    'Text messages to this country are not allowed.',
    'Allow the country in the settings.',
  ],
  sms_limit_reached: [
    'The daily limit of text messages is reached.',
    'Wait until tomorrow, or raise the limit.',
  ],
  scheduled: ['The message is scheduled for later.', 'Wait, or send it now.'],
  queued: ['The message waits for its first or next try.', 'Wait, or send it now.'],
  held: [
    'The message is held: its provider does not work, or is slow.',
    'Repair the provider; the message goes on by itself.',
  ],
  sending: ['The message is with the provider right now.', 'Look again in a minute.'],
  sent: [
    'The provider accepted the message, and has reported nothing since.',
    'Set up delivery reports, or look it up at the vendor.',
  ],
  accepted: ['The vendor, or the carrier, has the message.', 'Wait for its report.'],
  deferred: ['The vendor tries to deliver the message again.', 'Wait for its report.'],
  delivered: ['The message was delivered.', 'If it is missing, have the person look among their spam.'],
  rejected: ['The vendor did not try to deliver the message.', 'Look it up at the vendor.'],
  bounced: ['The message was not delivered: it was returned.', 'Ask the person for another address.'],
  unsubscribed: ['The person unsubscribed after the message.', 'Reach them in another way.'],
  complained: ['The person marked the message as spam.', 'Reach them in another way.'],
  unknown: [
    'It cannot be determined whether the message was sent.',
    'Look it up at the vendor; send it again if it is missing.',
  ],
  failed: ['The provider refused the message, or all tries failed.', 'Repair the cause and send it again.'],
  expired: ['The message was not sent in time.', 'Have a new one made.'],
  skipped: ['The message was never tried.', 'Repair the cause and send it again.'],
  canceled: ['The message was canceled before it was sent.', 'Send it again if that was a mistake.'],
};

/** The same by the reasons of messages. */
export const reasons: Explanations = {
  no_provider: ['No provider is active.', 'Save a provider and activate it.'],
  provider_incomplete: ['The active provider is not fully configured.', 'Complete its details and secrets.'],
  recipient_suppressed: ['The address is suppressed.', 'If that is wrong, delete the suppression.'],
  country_disabled: ['Text messages to this country are not allowed.', 'Allow the country in the settings.'],
  sms_limit: ['The daily limit of text messages is reached.', 'Wait until tomorrow, or raise the limit.'],
  unknown: [
    'It cannot be determined whether the message was sent.',
    'Look it up at the vendor; send it again if it is missing.',
  ],
  no_address: ['The person left no address for this channel.', 'Ask for one, or use another channel.'],
  number_refused: ['The phone number cannot get text messages.', 'Ask the person for another number.'],
  disowned: ['The person said that the request was not theirs.', 'No code is sent for it any more.'],
  address_limit: ['Too many codes were asked for with this address.', 'Wait, or raise the limit.'],
  domain_limit: ['Too many codes were asked for with addresses of this domain.', 'Wait, or raise the limit.'],
  phone_range_limit: [
    'Too many codes were asked for with similar phone numbers.',
    'Wait, or raise the limit.',
  ],
  caller_limit: ['Too many codes were asked for from the same place.', 'Wait, or raise the limit.'],
  organization_limit: ['The limit of codes of your organization is reached.', 'Wait, or raise the limit.'],
  no_approver: ['No approver is named.', 'Name approvers of consents.'],
  no_wording: [
    'There is no wording for this message.',
    'Write it in the language of the person, or in English.',
  ],
  template_missing: ['This kind of message has no template yet.', 'Create its template.'],
  parameter_missing: [
    'A value that the wording needs was missing.',
    'Give the value, or take it out of the wording.',
  ],
  too_long: ['The message is too long for its channel.', 'Shorten the wording.'],
  unreadable: [
    'The stored message cannot be read with the keys of today.',
    'Check the keys of the installation.',
  ],
  refused: ['The provider refused the message.', 'Look it up at the vendor.'],
  throttled: [
    'The provider took no more messages in time.',
    'Send it again later, or raise the limit at the vendor.',
  ],
  unavailable: ['The provider could not be reached in time.', 'Send it again.'],
  misconfigured: [
    'The provider does not accept its settings.',
    'Correct the provider and send the message again.',
  ],
};
