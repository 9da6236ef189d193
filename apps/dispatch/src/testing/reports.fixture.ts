import {
  providerSecretsContext,
  ReceiveReports,
  reportPath,
  type ProviderState,
  type ReceivedReports,
} from '@subjectline/contracts';
import type { TestEnvironment } from '@subjectline/testing';
import {
  snsTopic,
  type EmulatedMessage,
  type ReportKeys,
  type SignedReport,
  type VendorName,
} from '@subjectline/testing/emulator';
import { configOf, organization, type ServiceType } from './played-services.fixture';

/* For specs: configs that reports can be verified with, and calls as the gateway hands them on. */

export const publicUrl = 'https://privacy.example.com';

export const vendorsOf = {
  mailgun: 'mailgun',
  twilio_email: 'sendgrid',
  twilio_text: 'twilio',
  mailchimp_transactional: 'mailchimp',
  aws_ses: 'ses',
} as const satisfies Partial<Record<ServiceType, VendorName>>;

export type ReportingType = keyof typeof vendorsOf;
export const reportingTypes = Object.keys(vendorsOf) as ReportingType[];

/** A config that has what its vendor signs with. */
export function reportingConfig(
  testEnv: TestEnvironment,
  keys: ReportKeys,
  serviceType: ReportingType,
  {
    key = serviceType,
    owner = organization,
    version = 1,
  }: { readonly key?: string; readonly owner?: string; readonly version?: number } = {},
): ProviderState {
  const state = configOf(testEnv, serviceType, { key, version }, owner);
  const context = providerSecretsContext(owner, key);
  const secrets = testEnv.keys.openJson(state.sealed_secrets ?? '', context) as object;
  const own = {
    mailgun: { mailgun_webhook_signing_key: keys.mailgun },
    twilio_email: { twilio_webhook_public_key: keys.sendgridPublicKey },
    twilio_text: {},
    mailchimp_transactional: { mailchimp_transactional_webhook_key: keys.mailchimp },
    aws_ses: { aws_sns_topic_arn: snsTopic },
  }[serviceType];
  return { ...state, sealed_secrets: testEnv.keys.sealJson({ ...secrets, ...own }, context) };
}

/** Where a vendor that is told once reports on the messages of a config. */
export function urlOf(serviceType: ReportingType, key: string = serviceType, owner = organization): string {
  return publicUrl + reportPath(owner, serviceType, key);
}

export interface ReportOptions {
  readonly owner?: string;
  readonly key?: string;
  readonly url?: string;
}

/** Hands a call of a vendor to dispatch, as the gateway does. */
export function receive(
  testEnv: TestEnvironment,
  serviceType: ReportingType,
  { headers, body }: SignedReport,
  { owner = organization, key = serviceType, url = urlOf(serviceType, key, owner) }: ReportOptions = {},
): Promise<ReceivedReports> {
  const { 'content-type': content_type = '', ...signatures } = headers;
  return testEnv.bus.ask(ReceiveReports, {
    organization: owner,
    service_type: serviceType,
    key,
    url,
    content_type,
    headers: Object.entries(signatures).map(([name, value]) => ({ name, value })),
    body,
  });
}

/** Where Twilio was told to report a message; the same address for every vendor where it matters to none. */
export function addressOf({ fields }: EmulatedMessage): string | undefined {
  const { StatusCallback: callback } = fields;
  return typeof callback === 'string' ? callback.split('#', 1)[0] : undefined;
}
