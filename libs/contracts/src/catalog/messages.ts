/**
 * The kinds of message a person can get: where each belongs, what its words may name, and how it travels. The words
 * themselves live in `apps/templates/wording/<kind>/<locale>/`.
 */

export type Channel = 'email' | 'sms';
export const channels: readonly Channel[] = ['email', 'sms'];

/**
 * What a value is; a `link` is an absolute web address, a `date` a moment of ISO 8601 that is written in the language of the
 * message, a `flag` is asked about with `{{#if}}` and never shown.
 */
export type ParameterType = 'text' | 'number' | 'code' | 'link' | 'date' | 'flag';

export interface Parameter {
  readonly type: ParameterType;
  /** A message without it is not sent. */
  readonly required: boolean;
  /** A credential: never stored in clear, never shown back, gone once the message is settled. */
  readonly secret: boolean;
  /** For previews and specs. */
  readonly sample: string;
}

export interface MessageKind {
  readonly module: 'privacy-requests' | 'operations' | 'consents' | 'preference-center';
  readonly label: string;
  readonly channels: readonly Channel[];
  readonly parameters: Readonly<Record<string, Parameter>>;
  /** Codes have a queue of their own, so that they never wait behind notices, and a retry table of seconds. */
  readonly lane: 'codes' | 'notices';
  /**
   * What happens if it is unknown whether the provider took the message (the process died, or the connection broke
   * after the request). A code is sent again: twice does no harm, and none strands a person. A notice is held for review.
   */
  readonly whenUnknown: 'send-again' | 'hold';
  /** The parameter for the one-time link made by identity. Following it proves the address. */
  readonly proofLink?: string;
  /** Not asked for: it does not go to those who complained or unsubscribed. */
  readonly isReminder?: true;
  /** Sent only if the organization has created its template; the shipped wording is only a starting point. */
  readonly mustBeCreated?: true;
  /** Its words may name `metadata_<key>` of what it is about. */
  readonly takesMetadata?: true;
}

function parameter(required: boolean, secret: boolean) {
  return (sample: string, type: ParameterType = 'text'): Parameter => ({ type, required, secret, sample });
}

const required = parameter(true, false);
const optional = parameter(false, false);
const secret = parameter(true, true);
const optionalSecret = parameter(false, true);

const both: readonly Channel[] = ['email', 'sms'];
const preferencesLink = 'https://subjectline.example.com/links?token=c41RrXe';
/** The link to report that the request was not made by the recipient. */
const notMeLink = 'https://subjectline.example.com/links?token=kT0aWv9';

/** What a code's message says about the previous code; the first message says neither. */
const earlierCode = {
  earlier_code_works: optional('yes', 'flag'),
  earlier_code_ended: optional('yes', 'flag'),
};

/** What a message says of the request that it is about. */
const requestFacts = {
  reference: optional('R7F4-X2MR'),
  received_on: optional('2026-03-02T09:30:00.000Z', 'date'),
};

/** Until when its person has an answer, where a law says it. */
const dueDate = { due_date: optional('2026-04-02', 'date') };

/** The same of one whose outcome does not say what was asked for. */
const fidesFacts = { request_types: optional('access'), ...requestFacts };

const isCode = { lane: 'codes', whenUnknown: 'send-again' } as const;
const isNotice = { channels: both, lane: 'notices', whenUnknown: 'hold' } as const;

function notice(label: string, parameters: MessageKind['parameters'] = {}): MessageKind {
  return { ...isNotice, module: 'privacy-requests', label, parameters };
}

/** A notice to staff or to a vendor's people. */
function staffNotice(label: string, parameters: MessageKind['parameters'] = {}): MessageKind {
  return { ...isNotice, module: 'operations', label, parameters };
}

const rightLabel = { user_right_label: required('I want to delete my data') };

/** A message about a privacy request that came in by Didomi's API; all but one say which right it is about. */
function requestStatus(label: string, parameters: MessageKind['parameters'] = {}): MessageKind {
  return notice(label, { ...rightLabel, ...requestFacts, ...parameters });
}

/** A message of Didomi's consent module. */
function consent(label: string, parameters: MessageKind['parameters'] = {}): MessageKind {
  return { ...isNotice, module: 'consents', label, parameters, mustBeCreated: true, takesMetadata: true };
}

/** A change of consent has to be confirmed by a link of its own. */
function consentApproval(label: string): MessageKind {
  const parameters = {
    validation_approve_url: secret('https://subjectline.example.com/links?token=Ju3dTqk', 'link'),
    days: optional('7', 'number'),
  };
  return { ...consent(label, parameters), ...isCode, proofLink: 'validation_approve_url' };
}

/**
 * Ids, labels and parameters up to `correspondence` are those of Fides' message types; the thirteen last ids and what
 * their words name are Didomi's. A kind of our own stands between them.
 */
export const messageKinds = {
  subject_identity_verification: {
    module: 'privacy-requests',
    label: 'Subject identity verification',
    channels: both,
    parameters: {
      code: secret('482913', 'code'),
      minutes: required('10', 'number'),
      request_types: optional('access'),
      other_steps: optional('a code that we send to your phone'),
      is_raised: optional('yes', 'flag'),
      not_me_link: optionalSecret(notMeLink, 'link'),
      ...earlierCode,
    },
    ...isCode,
  },
  privacy_request_verification_reminder: {
    ...notice('Verification reminder', {
      user_right_label: required('I want to access my data'),
      confirmation_link: secret('https://subjectline.example.com/links?token=r8Wk2Tb', 'link'),
      days: optional('3', 'number'),
      closes_on: optional('2026-03-08T09:30:00.000Z', 'date'),
      last_reminder: optional('yes', 'flag'),
    }),
    ...isCode,
    proofLink: 'confirmation_link',
    isReminder: true,
  },
  privacy_request_not_identified: {
    ...notice('Privacy request closed: not identified', {
      user_right_label: required('I want to access my data'),
      ...requestFacts,
      confirmation_link: secret('https://subjectline.example.com/links?token=n4Zx9Ep', 'link'),
      days: optional('7', 'number'),
    }),
    ...isCode,
    proofLink: 'confirmation_link',
    isReminder: true,
  },
  privacy_request_incomplete: {
    ...notice('Privacy request not complete', {
      user_right_label: required('I want to access my data'),
      ...requestFacts,
      other_steps: required('a code that we send to your phone'),
      closes_on: optional('2026-03-08T09:30:00.000Z', 'date'),
      last_reminder: optional('yes', 'flag'),
    }),
    isReminder: true,
  },
  privacy_request_declaration: {
    ...notice('Declaration to sign', {
      user_right_label: required('I want to access my data'),
      declaration_link: secret('https://subjectline.example.com/links?token=d5Nv1Qa', 'link'),
      days: optional('7', 'number'),
      closes_on: optional('2026-03-08T09:30:00.000Z', 'date'),
    }),
    ...isCode,
    proofLink: 'declaration_link',
  },
  privacy_request_receipt: notice('Privacy request received', {
    ...fidesFacts,
    ...dueDate,
  }),
  privacy_request_extension: notice('More time for a privacy request', {
    user_right_label: required('I want to access my data'),
    ...requestFacts,
    extension_reason: required('Your data is in archives that have to be searched by hand.'),
    due_date: required('2026-06-02', 'date'),
  }),
  privacy_request_clarification: notice('Question about a privacy request', {
    user_right_label: required('I want to access my data'),
    ...requestFacts,
    question: required('Which of your two accounts do you mean?'),
    clock_stops: optional('yes', 'flag'),
  }),
  privacy_request_review_approve: notice('Privacy request approved', { ...fidesFacts, ...dueDate }),
  privacy_request_review_deny: notice('Privacy request denied', {
    ...fidesFacts,
    denial_reason: optional('We could not find an account for this address.'),
  }),
  privacy_request_complete_access: notice('Access request completed', {
    ...requestFacts,
    download_link: optional('https://files.example.com/e/8f2c', 'link'),
    days: optional('5', 'number'),
  }),
  privacy_request_complete_deletion: notice('Erasure request completed', requestFacts),
  privacy_request_complete_consent: notice('Consent request completed', requestFacts),
  manual_task_digest: staffNotice('Manual task digest', {
    vendor_contact_name: optional('Ada Person'),
    organization_name: optional('Example'),
    portal_url: required('https://tasks.example.com', 'link'),
    imminent_task_count: optional('1', 'number'),
    upcoming_task_count: optional('2', 'number'),
    total_task_count: required('3', 'number'),
    company_logo_url: optional('https://www.example.com/logo.png', 'link'),
  }),
  external_user_welcome: staffNotice('External user welcome', {
    username: optional('ada'),
    display_name: optional('Ada Person'),
    first_name: optional('Ada'),
    last_name: optional('Person'),
    org_name: optional('Example'),
    portal_link: required('https://tasks.example.com/welcome', 'link'),
    privacy_center_url: optional('https://privacy.example.com', 'link'),
    access_token: optionalSecret('token-7d1f'),
  }),
  correspondence: notice('Correspondence message', {
    ...requestFacts,
    message_body: required('Could you tell us since when you have been a customer?'),
  }),
  operator_invitation: {
    ...isCode,
    module: 'operations',
    label: 'Invitation to the console',
    channels: ['email'],
    parameters: {
      first_name: optional('Mia'),
      invitation_link: secret('https://subjectline.example.com/links?token=Wq81LmC', 'link'),
      days: optional('7', 'number'),
    },
    proofLink: 'invitation_link',
  },
  operator_sign_in: {
    ...isCode,
    module: 'operations',
    label: 'Sign-in to the console',
    channels: ['email'],
    parameters: { code: secret('635108', 'code'), minutes: optional('10', 'number'), ...earlierCode },
  },
  test_message: staffNotice('Test message'),
  privacy_request_error_notification: {
    ...staffNotice('Privacy request error alert', { unsent_errors: required('3', 'number') }),
    channels: ['email'],
  },
  privacy_request_deadline_alert: {
    ...staffNotice('Privacy request deadline alert', {
      overdue: optional('2', 'number'),
      due_soon: optional('5', 'number'),
      unacknowledged: optional('1', 'number'),
    }),
    channels: ['email'],
  },
  'confirm-consent-changed': consent('Confirmation of changes'),
  'consents-user-created': {
    ...consent('User created', { privacy_center_url: optionalSecret(preferencesLink, 'link') }),
    proofLink: 'privacy_center_url',
  },
  'validation-approval-file': consentApproval('Validation - Approval - File'),
  'validation-approval-signature': consentApproval('Validation - Approval - Signature'),
  'validation-double-optin': consentApproval('Validation - Double opt-in'),
  'privacy-center-auth': {
    ...isCode,
    module: 'preference-center',
    label: 'Authentication - Magic Link',
    channels: both,
    parameters: {
      privacy_center_url: secret(preferencesLink, 'link'),
      minutes: optional('15', 'number'),
    },
    proofLink: 'privacy_center_url',
  },
  'privacy-center-auth-otp-code': {
    ...isCode,
    module: 'preference-center',
    label: 'Authentication - One-Time Password',
    channels: both,
    parameters: {
      code: secret('048291', 'code'),
      minutes: optional('5', 'number'),
      not_me_link: optionalSecret(notMeLink, 'link'),
      ...earlierCode,
    },
  },
  'request-verify': {
    ...notice('Identity verification', {
      ...rightLabel,
      confirmation_link: secret('https://subjectline.example.com/links?token=p0Qm7Zs', 'link'),
      minutes: optional('15', 'number'),
    }),
    ...isCode,
    proofLink: 'confirmation_link',
  },
  'request-status-wip': requestStatus('Work in progress notification', dueDate),
  'request-status-refused': requestStatus('Refusal notification', {
    reason: optional('We could not find an account for this address.'),
  }),
  'request-status-fulfilled-access-my-data': notice('Access data request fulfillment notification', {
    user_right_label: optional('I want to access my data'),
    ...requestFacts,
    download_link: optional('https://files.example.com/e/8f2c', 'link'),
  }),
  'request-status-fulfilled-delete-my-data': requestStatus('Delete data request fulfillment notification'),
  'request-status-fulfilled-opt-out': requestStatus('Opt out request fulfillment notification'),
} as const satisfies Record<string, MessageKind>;

export type MessageKindId = keyof typeof messageKinds;
export const messageKindIds = Object.keys(messageKinds) as MessageKindId[];

export function messageKind(id: MessageKindId): MessageKind {
  return messageKinds[id];
}

/** The parameters of a kind that are asked about and never shown. */
export function flagsOf(id: MessageKindId): string[] {
  const parameters = Object.entries(messageKind(id).parameters);
  return parameters.filter(([, { type }]) => type === 'flag').map(([name]) => name);
}

/** Whether its person has asked for it, or is owed it: all but what goes to staff, and reminders. */
export function isRequested(kind: MessageKindId): boolean {
  const { module, isReminder } = messageKind(kind);
  return module !== 'operations' && !isReminder;
}

/** Whether a message of this kind carries a credential: its content is deleted once it is settled. */
export function carriesSecret(id: MessageKindId): boolean {
  return Object.values(messageKind(id).parameters).some((parameter) => parameter.secret);
}

/** The prefix of variables from an event's metadata, as in Didomi's templates. */
export const metadataPrefix = 'metadata_';

/** Whether `name` stands for a value of an event's metadata: letters, digits and `_`, no more than 64 of them. */
export function isMetadataName(name: string): boolean {
  return /^metadata_[A-Za-z0-9_]{1,64}$/.test(name);
}

/** The template ids of Didomi's API, in the order of its page. */
export const didomiTemplateIds = [
  'confirm-consent-changed',
  'consents-user-created',
  'validation-approval-file',
  'validation-approval-signature',
  'validation-double-optin',
  'privacy-center-auth',
  'privacy-center-auth-otp-code',
  'request-status-fulfilled-access-my-data',
  'request-status-fulfilled-delete-my-data',
  'request-verify',
  'request-status-fulfilled-opt-out',
  'request-status-refused',
  'request-status-wip',
] as const satisfies readonly MessageKindId[];
export type DidomiTemplateId = (typeof didomiTemplateIds)[number];
