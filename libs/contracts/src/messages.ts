/**
 * The kinds of message a person can get: where each belongs, what its words may name, and how it travels. The words
 * themselves live in `apps/templates/wording/<kind>/<locale>/`.
 */

export type Channel = 'email' | 'sms';
export const channels: readonly Channel[] = ['email', 'sms'];

export interface Parameter {
  /** A message without it is not sent. */
  readonly required: boolean;
  /** A credential: never stored in clear, never shown back, gone once the message is settled. */
  readonly secret: boolean;
  /** For previews and specs. */
  readonly sample: string;
}

export interface MessageKind {
  readonly module: 'privacy-requests' | 'operations';
  readonly label: string;
  readonly channels: readonly Channel[];
  readonly parameters: Readonly<Record<string, Parameter>>;
  /** Codes have a queue of their own, so that they never wait behind notices, and a retry table of seconds. */
  readonly lane: 'codes' | 'notices';
  /**
   * What happens when nobody can tell whether the provider took the message (the process died, the connection broke
   * after the request). The same code twice does no harm and no code strands a person; a notice is held for a look.
   */
  readonly whenUnknown: 'send-again' | 'hold';
}

const required = (sample: string): Parameter => ({ required: true, secret: false, sample });
const optional = (sample: string): Parameter => ({ required: false, secret: false, sample });
const secret = (sample: string): Parameter => ({ required: true, secret: true, sample });
const optionalSecret = (sample: string): Parameter => ({ required: false, secret: true, sample });

const both: readonly Channel[] = ['email', 'sms'];

const isNotice = { channels: both, lane: 'notices', whenUnknown: 'hold' } as const;

function notice(label: string, parameters: MessageKind['parameters'] = {}): MessageKind {
  return { ...isNotice, module: 'privacy-requests', label, parameters };
}

/** A notice to staff or to a vendor's people. */
function staffNotice(label: string, parameters: MessageKind['parameters'] = {}): MessageKind {
  return { ...isNotice, module: 'operations', label, parameters };
}

/** Ids, labels and parameters of the first eleven are those of Fides' message types (contracts/fides, Templates). */
export const messageKinds = {
  subject_identity_verification: {
    module: 'privacy-requests',
    label: 'Subject identity verification',
    channels: both,
    parameters: { code: secret('482913'), minutes: required('10') },
    lane: 'codes',
    whenUnknown: 'send-again',
  },
  privacy_request_receipt: notice('Privacy request received', { request_types: optional('access') }),
  privacy_request_review_approve: notice('Privacy request approved'),
  privacy_request_review_deny: notice('Privacy request denied', {
    denial_reason: optional('We could not find an account for this address.'),
  }),
  privacy_request_complete_access: notice('Access request completed', {
    download_link: optional('https://files.example.com/e/8f2c'),
    days: optional('5'),
  }),
  privacy_request_complete_deletion: notice('Erasure request completed'),
  privacy_request_complete_consent: notice('Consent request completed'),
  manual_task_digest: staffNotice('Manual task digest', {
    vendor_contact_name: optional('Ada Person'),
    organization_name: optional('Example'),
    portal_url: required('https://tasks.example.com'),
    imminent_task_count: optional('1'),
    upcoming_task_count: optional('2'),
    total_task_count: required('3'),
    company_logo_url: optional('https://www.example.com/logo.png'),
  }),
  external_user_welcome: staffNotice('External user welcome', {
    username: optional('ada'),
    display_name: optional('Ada Person'),
    first_name: optional('Ada'),
    last_name: optional('Person'),
    org_name: optional('Example'),
    portal_link: required('https://tasks.example.com/welcome'),
    privacy_center_url: optional('https://privacy.example.com'),
    access_token: optionalSecret('token-7d1f'),
  }),
  correspondence: notice('Correspondence message', {
    message_body: required('Could you tell us since when you have been a customer?'),
  }),
  test_message: staffNotice('Test message'),
  privacy_request_error_notification: {
    ...staffNotice('Privacy request error alert', { unsent_errors: required('3') }),
    channels: ['email'],
  },
} as const satisfies Record<string, MessageKind>;

export type MessageKindId = keyof typeof messageKinds;
export const messageKindIds = Object.keys(messageKinds) as MessageKindId[];

export function messageKind(id: MessageKindId): MessageKind {
  return messageKinds[id];
}

/** Whether a message of this kind carries a credential: once it is over nothing of it is kept. */
export function carriesSecret(id: MessageKindId): boolean {
  return Object.values(messageKind(id).parameters).some((parameter) => parameter.secret);
}
