import { STATUS_CODES } from 'node:http';
import { AppError, type ProviderTestResult, type TestFailure } from '@subjectline/contracts';

/** Why a test went wrong, as Fides says it; how a provider failed is said in words of ours. */
const reasons: Readonly<Record<TestFailure, (result: ProviderTestResult) => string>> = {
  details_invalid: ({ service_type }) => `No ${service_type} config details or secrets supplied.`,
  secrets_missing: ({ key }) => `Messaging secrets not found for config with key: ${key}`,
  secrets_invalid: ({ key }) => `The secrets of the config with key ${key} do not fit or cannot be opened.`,
  no_email: () => 'No email identity supplied.',
  no_phone_number: () => 'No phone identity supplied.',
  country_disabled: () => 'Phone numbers of that country are not enabled (sms.allowed_countries).',
  no_wording: () => 'The test message has no wording yet.',
  provider_failed: ({ explanation }) => explanation ?? 'The provider failed.',
};

/** Null on success. */
export function reasonOf(result: ProviderTestResult): string | null {
  return result.failure && reasons[result.failure](result);
}

type Refusal = (status: number) => string;

/** A refusal by each provider as Fides words it. */
const refusals: Readonly<Record<string, Refusal>> = {
  mailgun: (status) => `Email failed to send with status code ${status}`,
  mailchimp_transactional: (status) => `Email failed to send with status code ${status}`,
  twilio_email: (status) => `HTTP Error ${status}: ${STATUS_CODES[status] ?? 'Error'}`,
  twilio_text: (status) => `HTTP ${status} error: ${STATUS_CODES[status] ?? 'Error'}`,
};

function failedSend(result: ProviderTestResult, reason: string): string {
  const { service_type, status } = result;
  const what = service_type === 'twilio_text' ? 'Twilio SMS' : 'Email';
  const why = status === null ? undefined : refusals[service_type]?.(status);
  const said = why && result.reason ? `${why} (${result.reason})` : why;
  return `${what} failed to send due to: ${said ?? reason}`;
}

export function requireSent(result: ProviderTestResult): void {
  const known = reasonOf(result);
  const reason = known !== null && result.failure === 'provider_failed' ? failedSend(result, known) : known;
  if (reason !== null) throw new AppError('test_failed', { reason });
}

/** What the route of a type says where there is none of it. */
export function asTestRefusal(error: unknown): unknown {
  if (!(error instanceof AppError)) return error;
  if (error.code !== 'provider_unknown') return error;
  const service_type = String(error.facts['service_type']);
  return new AppError('test_provider_unknown', { service_type });
}

/** The older route knows no 404: whatever stands in the way is a reason. */
export function asReason(error: unknown): unknown {
  if (!(error instanceof AppError)) return error;
  const { code, facts } = error;
  if (code === 'provider_inactive') {
    return new AppError('test_failed', { reason: 'No notification service type configured.' });
  }
  if (code !== 'provider_unknown') return error;
  const reason = `No messaging config found for service_type ${facts['service_type']}.`;
  return new AppError('test_failed', { reason });
}
