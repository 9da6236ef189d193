import type { QuotaPeriod, Refusal } from './vendor-api';

const quotaUsedUp: Refusal = { status: 550, says: '5.4.5 Daily user sending limit exceeded', field: 'MAIL' };
const tooFast: Refusal = {
  status: 454,
  says: '4.7.0 Throttling failure: maximum sending rate exceeded',
  field: 'MAIL',
};

/** Refusals of mail servers; `field` is what they refuse: the connection, the login or a command. */
export const smtpRefusals: Readonly<Record<string, Refusal>> = {
  address_blocked: { status: 554, says: '5.7.1 Service unavailable; client host blocked', field: 'CONNECT' },
  server_busy: { status: 421, says: '4.3.2 Too many connections, try again later', field: 'CONNECT' },
  login_refused: { status: 535, says: '5.7.8 Authentication credentials invalid', field: 'AUTH' },
  login_later: { status: 454, says: '4.7.0 Temporary authentication failure', field: 'AUTH' },
  login_required: { status: 530, says: '5.7.0 Authentication required', field: 'MAIL' },
  sender_not_owned: { status: 553, says: '5.7.1 Sender address rejected: not owned by user', field: 'MAIL' },
  sender_invalid: { status: 550, says: '5.1.8 Bad sender', field: 'MAIL' },
  quota_used_up: quotaUsedUp,
  too_fast: tooFast,
  greylisted: { status: 451, says: '4.7.1 <to> Greylisted, try again in 300 seconds', field: 'RCPT' },
  mailbox_busy: { status: 450, says: '4.2.1 <to> mailbox busy', field: 'RCPT' },
  mailbox_unknown: { status: 550, says: '5.1.1 <to>: user unknown', field: 'RCPT' },
  mailbox_full: { status: 552, says: '5.2.2 <to>: mailbox full', field: 'RCPT' },
  relay_denied: { status: 554, says: '5.7.1 <to>: Relay access denied', field: 'RCPT' },
  too_large: { status: 552, says: '5.3.4 Message size exceeds the limit', field: 'DATA' },
  spam: { status: 550, says: '5.7.1 Message rejected as spam', field: 'DATA' },
  content_refused: { status: 554, says: '5.6.0 Message content rejected', field: 'DATA' },
  disk_full: { status: 452, says: '4.3.1 Insufficient system storage', field: 'DATA' },
  not_verified: { status: 554, says: 'Message rejected: Email address is not verified', field: 'DATA' },
  shutting_down: { status: 421, says: '4.3.2 Service shutting down', field: 'DATA' },
};

/** To a sender who has used a quota up. */
export const smtpQuotaRefusals: Readonly<Partial<Record<QuotaPeriod, Refusal>>> = {
  second: tooFast,
  minute: tooFast,
  day: quotaUsedUp,
};
