import { OneOf, Optional, Text, WebAddress } from '@subjectline/schema';
import { channels, type Channel, type ClassOf, ForeignId } from '@subjectline/contracts';
import { QueryText } from '../http/query/query-fields';
import { checkPlaced, readBody } from '../http/bodies/placed';

/** The recipient of a code. */
export class StartOtpBody {
  @ForeignId email!: string;
  @Optional(ForeignId) auth_provider_id?: string;

  /** Where the page redirects after a valid code. */
  @Optional(WebAddress) privacy_center_url?: string;
}

/** The recipient of a link; `id` is the address. */
export class StartMessageBody {
  @ForeignId id!: string;
  @Optional(ForeignId) auth_provider_id?: string;

  /** Where the link leads. Default: the organization's Privacy Center. */
  @Optional(WebAddress) privacy_center_url?: string;
  @Optional(OneOf(channels)) channel?: Channel;
}

export class FinishOtpBody {
  @Text({ max: 64 }) code!: string;

  /** The address that the code was sent to. */
  @ForeignId organization_user_id!: string;
}

/** The public key by which a page names the organization. */
export class KeyQuery {
  @Optional(QueryText('The public key (id) of the organization.')) key?: string;
}

export class SignInQuery extends KeyQuery {
  @Optional(QueryText("The sign-in method. Default: the organization's default.")) auth_provider_id?: string;
}

export class RedirectQuery extends SignInQuery {
  @Optional(QueryText('The page to redirect to. Its origin must be in `links.allowed_origins`.'))
  privacy_center_url?: string;
}

export class StartOtpQuery extends RedirectQuery {
  @Optional(QueryText('The address')) email?: string;
}

export class StartMessageQuery extends RedirectQuery {
  @Optional(QueryText('The address')) id?: string;
  @Optional(QueryText('Default: the channel of the address.')) channel?: string;
}

export const startRefusals = ['public_key_unknown', 'auth_provider_unknown', 'redirect_forbidden'] as const;

/** Parameters from the body or, as Didomi's clients send them, the query. The body takes precedence. */
export function readStart<T extends object>(
  type: ClassOf<T>,
  { key: _key, ...asked }: KeyQuery,
  body: unknown,
): T {
  if (body === undefined) return checkPlaced('query', type, asked);
  const isObject = typeof body === 'object' && body !== null && !Array.isArray(body);
  return readBody(type, isObject ? { ...asked, ...body } : body);
}
