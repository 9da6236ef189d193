import { ListOf, Nested, Nullish, OneOf, Text, With } from '@subjectline/schema';
import {
  AppError,
  ConsentPreference,
  ExecutableOption,
  keyPattern,
  requestSources,
  RequestIdentity,
  type LabelledValue,
} from '@subjectline/contracts';
import { checkPlaced, readOpenBody, requireBody } from '../http/bodies/placed';
import { CustomFields, identitySchema } from '../privacy-requests/new-request.body';
import { isObject } from '../http/bodies/is-object';
import { readIdentity, problemsOfFields } from '../privacy-requests/request-identity';

export class ConsentRequestBody {
  @With(Nested(() => RequestIdentity), { schema: identitySchema }) identity!: RequestIdentity;
  @Nullish(CustomFields) custom_privacy_request_fields?: Record<string, LabelledValue> | null;
  @Nullish(Text({ max: 64 })) property_id?: string | null;
  @Nullish(OneOf(requestSources)) source?: string | null;
}

export class ConsentChangesBody {
  @ListOf(() => ConsentPreference, { max: 500 }) consent!: ConsentPreference[];

  /** The verified code. It stays valid until it expires. */
  @Nullish(Text({ max: 32_000 })) code?: string | null;

  /** The policy by which the engine acts. Default: `default_consent_policy`. */
  @Nullish(Text({ pattern: keyPattern, max: 256 })) policy_key?: string | null;

  /** If one is executable, a privacy request is created from it. */
  @Nullish(ListOf(() => ExecutableOption, { max: 500 })) executable_options?: ExecutableOption[] | null;
  @Nullish(Nested(() => RequestIdentity)) browser_identity?: RequestIdentity | null;
}

export function readConsentRequest(body: unknown): ConsentRequestBody {
  requireBody(body);
  if (!isObject(body)) return readOpenBody(ConsentRequestBody, body);
  const { identity, problems } = readIdentity(body['identity'], ['body', 'identity']);
  const name = 'custom_privacy_request_fields';
  const all = [...problems, ...problemsOfFields(body[name], ['body', name])];
  if (all.length > 0) throw new AppError('invalid', {}, all);
  return readOpenBody(ConsentRequestBody, { ...body, ...('identity' in body && { identity }) });
}

/** A body that is an identity. */
export function readIdentityBody(body: unknown): RequestIdentity {
  requireBody(body);
  const { identity, problems } = readIdentity(body, ['body']);
  if (problems.length > 0) throw new AppError('invalid', {}, problems);
  return checkPlaced('body', RequestIdentity, identity);
}
