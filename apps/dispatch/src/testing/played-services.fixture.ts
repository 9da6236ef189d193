import { randomInt, randomUUID } from 'node:crypto';
import { decode, encode } from '@subjectline/bus';
import {
  AppError,
  builtinOrganization,
  check,
  FindHeldPersons,
  FindHeldPersonsRequest,
  messageContext,
  newId,
  OrganizationSettings,
  providerSecretsContext,
  PublishedWordings,
  ReadMessage,
  sendTaskOf,
  Settings,
  wordingKey,
  type Address,
  type MessageKindId,
  type MessageRecord,
  type MessageState,
  type ProviderState,
  type SendMessageTask,
} from '@subjectline/contracts';
import { eventually, type TestEnvironment } from '@subjectline/testing';

/* For specs: plays config, templates and the services that send messages. */

export const organization = 'default';

const accounts = {
  mailgun: {
    channels: ['email'],
    details: { domain: 'mg.example.com', is_eu_domain: false, api_version: 'v3' },
    secrets: { mailgun_api_key: 'key-of-mailgun' },
  },
  twilio_email: {
    channels: ['email'],
    details: { twilio_email_from: 'privacy@example.com' },
    secrets: { twilio_api_key: 'key-of-sendgrid' },
  },
  twilio_text: {
    channels: ['sms'],
    details: null,
    secrets: {
      twilio_account_sid: 'AC00000000000000000000000000000000',
      twilio_auth_token: 'token-of-twilio',
      twilio_messaging_service_sid: 'MG00000000000000000000000000000000',
      twilio_sender_phone_number: null,
    },
  },
  mailchimp_transactional: {
    channels: ['email'],
    details: { email_from: 'privacy@example.com' },
    secrets: { mailchimp_transactional_api_key: 'key-of-mailchimp' },
  },
  aws_ses: {
    channels: ['email'],
    details: { aws_region: 'eu-west-1', email_from: 'privacy@example.com' },
    secrets: {
      auth_method: 'secret_keys',
      aws_access_key_id: 'AKIAEMULATEDUSER0001',
      aws_secret_access_key: 'secret/of+the/emulated+user',
    },
  },
  // a spec says at which port
  smtp: {
    channels: ['email'],
    details: { host: '127.0.0.1', security: 'none', from: 'privacy@example.com' },
    secrets: { username: 'mailer', password: 'word-of-mailer' },
  },
  inbox: { channels: ['email', 'sms'], details: null, secrets: null },
} as const;

export type ServiceType = keyof typeof accounts;

/** The config of an account, as config publishes it. */
export function configOf(
  testEnv: TestEnvironment,
  serviceType: ServiceType,
  changes: Partial<ProviderState> = {},
  owner = organization,
): ProviderState {
  const { details, secrets } = accounts[serviceType];
  const { key = serviceType } = changes;
  const sealed_secrets = secrets && testEnv.keys.sealJson(secrets, providerSecretsContext(owner, key));
  return { service_type: serviceType, version: 1, details, sealed_secrets, ...changes, key };
}

/** Plays config: every other setting has its default, and no provider is active. */
export async function useSettings(
  testEnv: TestEnvironment,
  changes: Partial<OrganizationSettings>,
): Promise<void> {
  const settings: OrganizationSettings = {
    ...new OrganizationSettings(),
    organization,
    notification_service_type: null,
    active_channels: [],
    send_request_receipt_notification: true,
    send_request_review_notification: true,
    send_request_completion_notification: true,
    subject_identity_verification_required: true,
    disable_consent_identity_verification: false,
    require_manual_request_approval: false,
    providers: [],
    fallbacks: { email: [], sms: [] },
    ...changes,
  };
  await testEnv.bus.put(Settings, settings.organization, settings);
}

/** Plays config: this provider is the active one from now on; null for none. */
export async function useProvider(
  testEnv: TestEnvironment,
  serviceType: ServiceType | null,
  version = 1,
): Promise<void> {
  if (!serviceType) return useSettings(testEnv, {});
  await useSettings(testEnv, {
    notification_service_type: serviceType,
    active_channels: [...accounts[serviceType].channels],
    providers: [configOf(testEnv, serviceType, { version })],
  });
}

/** Plays templates: a wording of each kind that the specs send. */
export async function publishWordings(testEnv: TestEnvironment): Promise<void> {
  const wordings = {
    subject_identity_verification: 'Your code is {{code}}, for {{minutes}} minutes.',
    privacy_request_receipt: 'We have your request.',
    privacy_request_review_deny: 'No: {{denial_reason}}.',
  } as const;
  for (const [kind, sentence] of Object.entries(wordings)) {
    await publishWording(testEnv, kind as MessageKindId, 'en', sentence);
  }
  await publishWording(testEnv, 'privacy_request_receipt', 'fr', 'Nous avons votre demande.');
}

export async function publishWording(
  testEnv: TestEnvironment,
  kind: MessageKindId,
  locale: string,
  sentence: string,
): Promise<void> {
  await testEnv.bus.put(PublishedWordings, wordingKey(builtinOrganization, kind, locale), {
    organization: builtinOrganization,
    kind,
    locale,
    version: 0,
    subject: `About your request`,
    html: `<p>${sentence}</p>`,
    text: null,
    sms: sentence,
    from_name: null,
    reply_to: [],
  });
}

export interface MessageOptions extends Partial<SendMessageTask> {
  readonly to?: Address;
  readonly variables?: Record<string, string>;
}

/** An address that no other message of a spec goes to: what vendors say of one holds for the next message there. */
export function newAddress(): Address {
  const digits = String(randomInt(10_000_000)).padStart(7, '0');
  return { email: `ana-${randomUUID()}@example.com`, phone_number: `+1555${digits}` };
}

/** A task as identity, requests or the gateway would send it. */
export function newTask(
  testEnv: TestEnvironment,
  kind: MessageKindId,
  options: MessageOptions = {},
): SendMessageTask {
  const {
    to = { email: 'ana@example.com', phone_number: '+15551234567' },
    variables = {},
    ...rest
  } = options;
  const id = rest.id ?? newId('msg');
  const context = messageContext(rest.organization ?? organization, id);
  const sealed_content = testEnv.keys.sealJson({ to, variables }, context);
  return { organization, kind, locale: 'en', sealed_content, ...rest, id };
}

export async function sendMessage(
  testEnv: TestEnvironment,
  kind: MessageKindId,
  options: MessageOptions = {},
): Promise<SendMessageTask> {
  const task = newTask(testEnv, kind, options);
  await testEnv.bus.send(sendTaskOf(kind), task, { id: task.id });
  return task;
}

export const verification = {
  kind: 'subject_identity_verification',
  options: { variables: { code: '482913', minutes: '10' } },
} as const;

/** The record of a message once it is in this state. */
export function recordOf(testEnv: TestEnvironment, id: string, state: MessageState): Promise<MessageRecord> {
  return eventually(`${id} is ${state}`, async () => {
    try {
      const record = await testEnv.bus.ask(ReadMessage, { organization, id });
      return record.state === state && record;
    } catch (error) {
      if (error instanceof AppError && (error.code === 'message_unknown' || error.code === 'unavailable'))
        return null;
      throw error;
    }
  });
}

/** Their records, once each is in this state. One is waited for at a time: many that ask at once keep dispatch busy. */
export async function recordsOf(
  testEnv: TestEnvironment,
  tasks: readonly { readonly id: string }[],
  state: MessageState,
): Promise<MessageRecord[]> {
  const records: MessageRecord[] = [];
  for (const { id } of tasks) records.push(await recordOf(testEnv, id, state));
  return records;
}

/** Plays requests, which has the legal holds. Unless it answers, no content is deleted. */
export async function playHolds(
  { bus: { connection } }: TestEnvironment,
  held: () => readonly string[] = () => [],
): Promise<void> {
  connection.subscribe(FindHeldPersons.subject, {
    callback: (_error, message) => {
      const { person_digests } = check(FindHeldPersonsRequest, decode(message.data));
      const response = { person_digests: person_digests.filter((digest) => held().includes(digest)) };
      message.respond(encode({ response }));
    },
  });
  await connection.flush();
}
