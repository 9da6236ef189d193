import * as openid from 'openid-client';
import { AppError, type ErrorCode } from '@subjectline/contracts';

/** The library's codes for answers that never came, or from something else than the provider. */
const unavailable: ReadonlySet<string> = new Set(['OAUTH_TIMEOUT', 'OAUTH_ABORT']);

/** Claims of an id token whose value tells what to do. */
const byClaim: Readonly<Record<string, ErrorCode>> = {
  exp: 'oidc_token_expired',
  aud: 'oidc_audience_wrong',
  azp: 'oidc_audience_wrong',
  nonce: 'oidc_nonce_wrong',
};

/** OAuth 2.0's errors of the token endpoint (RFC 6749 §5.2). */
const byTokenError: Readonly<Record<string, ErrorCode>> = {
  // the code was used, or was not exchanged in time
  invalid_grant: 'oidc_sign_in_expired',
  invalid_client: 'oidc_client_refused',
  unauthorized_client: 'oidc_client_refused',
};

/** Our refusal of a sign-in that the library gave up. */
export function failureOf(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const options = { cause: error };
  if (error instanceof openid.AuthorizationResponseError) {
    if (error.error === 'access_denied') return new AppError('oidc_cancelled', {}, [], options);
    return new AppError('oidc_refused', { error: printable(error.error) }, [], options);
  }
  return new AppError(codeOf(error), {}, [], options);
}

function codeOf(error: unknown): Exclude<ErrorCode, 'oidc_refused'> {
  return (tokenErrorOf(error) ?? claimErrorOf(error) ?? answerErrorOf(error)) as Exclude<
    ErrorCode,
    'oidc_refused'
  >;
}

function tokenErrorOf(error: unknown): ErrorCode | undefined {
  if (error instanceof openid.ResponseBodyError) return byTokenError[error.error];
  // an answer of 401 that names a scheme
  return error instanceof openid.WWWAuthenticateChallengeError ? 'oidc_client_refused' : undefined;
}

function claimErrorOf(error: unknown): ErrorCode | undefined {
  const { code, details } = partsOf(error);
  if (code === 'OAUTH_KEY_SELECTION_FAILED' || 'signature' in details) return 'oidc_signature_invalid';
  return byClaim[String(details['claim'])];
}

function answerErrorOf(error: unknown): ErrorCode {
  const { code, status } = partsOf(error);
  // `fetch` throws a TypeError where nothing answers
  const isAway = unavailable.has(code) || status >= 500 || isFetchFailure(error);
  return isAway ? 'oidc_unavailable' : 'oidc_answer_invalid';
}

/** The library wraps its own error, whose cause says what was compared, or is the answer. */
function partsOf(error: unknown): { code: string; details: Record<string, unknown>; status: number } {
  const code = error instanceof openid.ClientError ? (error.code ?? '') : '';
  const inner = causeOf(error);
  const details = causeOf(inner) ?? inner;
  const status = [inner, details].find((one) => one instanceof Response)?.status ?? 0;
  return { code, details: isRecord(details) ? details : {}, status };
}

function isFetchFailure(error: unknown): boolean {
  return [error, causeOf(error)].some((one) => one instanceof TypeError && one.message === 'fetch failed');
}

function causeOf(error: unknown): unknown {
  return error instanceof Error ? error.cause : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** What the log says of a failure: words of the library, nothing that the provider sent. */
export function whyOf(failure: AppError): string {
  const { cause } = failure;
  const messages = [cause, causeOf(cause)].flatMap((one) => (one instanceof Error ? [one.message] : []));
  return messages.join(': ');
}

function printable(text: string): string {
  return text.replaceAll(/[^\w .-]/g, '').slice(0, 64);
}
