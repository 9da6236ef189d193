import {
  providerSecretsContext,
  ReceiveReports,
  reportPath,
  type ProviderState,
  type ReceivedReports,
} from '@subjectline/contracts';
import type { TestEnvironment } from '@subjectline/testing';
import type { EmulatedMessage, ReportKeys, SignedReport, VendorName } from '@subjectline/testing/emulator';
import { configOf, organization, type ServiceType } from './played-services.fixture';

/* For specs: configs that reports can be verified with, and calls as the gateway hands them on. */

export const publicUrl = 'https://privacy.example.com';

export const vendorsOf = {
  mailgun: 'mailgun',
  twilio_email: 'sendgrid',
  twilio_text: 'twilio',
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
  }[serviceType];
  return { ...state, sealed_secrets: testEnv.keys.sealJson({ ...secrets, ...own }, context) };
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
  {
    owner = organization,
    key = serviceType,
    url = publicUrl + reportPath(owner, serviceType, key),
  }: ReportOptions = {},
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
