import type { ProviderReasons, TestFailures } from '../explanations';

/** What a vendor meant by its refusal, and what to do: by the reasons of the API. */
export const providerReasons: ProviderReasons = {
  key_wrong: [
    'The key of the provider is wrong or was revoked.',
    'Enter another key for the provider; at Mailgun check the region.',
  ],
  key_lacks_permission: [
    'The key of the provider may not do this.',
    'Give the key the right to send at the vendor, or enter one that has it.',
  ],
  login_refused: [
    'The user name or the password is not accepted.',
    'Correct both; some servers want an app password.',
  ],
  account_unknown: ['The vendor has no such account.', 'Check the account SID.'],
  account_suspended: [
    'The account is suspended.',
    'Sign in at the vendor: it says why, and its support lifts it.',
  ],
  account_not_activated: [
    'The account is not activated yet.',
    'Follow the link in the activation mail of the vendor.',
  ],
  trial_account: [
    'A trial or sandbox account sends only to recipients that are registered with it.',
    'Upgrade the account, or register the recipient with it; then save the provider.',
  ],
  credits_used_up: [
    'The credits of the plan are used up.',
    'Raise the plan at the vendor; a daily quota comes back by itself.',
  ],
  domain_unknown: [
    'The vendor has no such sending domain, or it is in the other region.',
    'Check the domain, and at Mailgun its region.',
  ],
  domain_unverified: [
    'The sending domain is not verified.',
    'Set the DNS records that the vendor shows for it, then have it verified.',
  ],
  sender_invalid: [
    'The sender is not an address or a number.',
    'Correct the sender in the settings of the provider.',
  ],
  sender_unverified: [
    'The sender is not verified.',
    'Verify the sender or its domain at the vendor; register a phone number.',
  ],
  sender_unknown: [
    'The sender is not one of this account, or cannot send.',
    'Check the sender: it must belong to the account and be allowed to send.',
  ],
  reply_to_invalid: [
    'The Reply-To address is not accepted.',
    'Correct it in the settings or in the wording.',
  ],
  country_not_enabled: [
    'Sending to the country of the person is not enabled at the vendor.',
    'Enable the country there, then save the provider.',
  ],
  template_unusable: [
    'The template at the vendor cannot be used.',
    'Correct or delete the template named fides there; mails go out without it meanwhile.',
  ],
  base_address_wrong: [
    'The API of the vendor does not answer at this address.',
    'Check the address of the vendor and the proxy; of a mail server, host and port.',
  ],
  tls_failed: [
    'There is no secure connection to the server: it offers no TLS, or its certificate is not trusted.',
    'Check host, port and security.',
  ],
  settings_unusable: [
    'The saved settings cannot be used.',
    'Enter the settings and secrets of the provider again.',
  ],
  recipient_invalid: ['The address or number does not exist.', 'Ask the person for another address.'],
  recipient_not_ascii: [
    'The address has letters before the @ that this provider cannot write to.',
    'Use another provider for this person, such as Mailgun.',
  ],
  recipient_opted_out: [
    'The person told the vendor to stop.',
    'Reach them in another way; only they can take it back.',
  ],
  recipient_unreachable: [
    'The address or number cannot be reached.',
    'Ask the person for another one, or use another channel.',
  ],
  recipient_blocked: [
    'The mail server or the carrier of the person blocks our messages.',
    'Check the reputation of the sender domain, or use another channel.',
  ],
  recipient_deferred: [
    'The server of the person takes the message later, or the mailbox is busy.',
    'Nothing to do: it is tried again.',
  ],
  recipient_suppressed: [
    'The vendor no longer sends to the person, because of an earlier bounce or complaint.',
    'Use another channel; take the address off the list at the vendor if it works again.',
  ],
  mailbox_full: ['The mailbox of the person is full.', 'Ask for another address, or send it again later.'],
  delivery_expired: [
    'The vendor gave up after trying for its whole time.',
    'Send it again; for a code, the person asks for a new one.',
  ],
  content_refused: [
    'The vendor or a carrier refuses the words of the message.',
    'Look at the wording, and change what may pass for spam.',
  ],
  too_large: ['The message is too large.', 'Shorten the wording, or what it was given.'],
  sender_queue_full: [
    'Too many messages wait for this sender at the vendor.',
    'Send it again later; more numbers or a Messaging Service raise the limit.',
  ],
  message_unfinished: [
    'The vendor has not finished the message and does not delete it yet.',
    'Nothing to do: it is tried again.',
  ],
  rate_limited: [
    'Too many messages in a short time.',
    'It is tried again by itself; raise the limit at the vendor if it stays.',
  ],
  vendor_unavailable: [
    'The vendor has an outage.',
    'It is tried again by itself; the status page of the vendor tells more.',
  ],
  vendor_unreachable: ['The vendor cannot be reached.', 'Check the network, the proxy and the firewall.'],
  vendor_silent: [
    'The vendor gave no answer in time, or the connection broke.',
    'Try again; if it stays, check the network.',
  ],
  answer_unreadable: [
    'The answer is not the vendor’s.',
    'Check the address of the vendor and the proxy, which may have given it.',
  ],
};

/** Why a check or a test went wrong before the vendor was asked. */
export const testFailures: TestFailures = {
  details_invalid: ['The settings of the provider are not complete.', 'Fill in what is missing and save.'],
  secrets_missing: ['The provider has no secrets yet.', 'Enter them and save.'],
  secrets_invalid: [
    'The secrets of the provider do not fit or cannot be opened.',
    'Enter them again and save.',
  ],
  no_email: ['This provider needs an e-mail address.', 'Enter one.'],
  no_phone_number: ['This provider needs a phone number.', 'Enter one in international form.'],
  provider_failed: [
    'The provider failed without a reason that is known here.',
    'See its answer below, and look it up at the vendor.',
  ],
};
