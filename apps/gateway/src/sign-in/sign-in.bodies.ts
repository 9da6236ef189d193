import { OneOf, Optional, Text, WebAddress } from '@subjectline/schema';
import { channels, type Channel, type ClassOf, ForeignId } from '@subjectline/contracts';
import { readText, type Query } from '../http/page';
import { checkPlaced, readBody } from '../http/bodies/placed';

/** The recipient of a code. */
export class StartOtpBody {
  @ForeignId email!: string;
  @Optional(ForeignId) auth_provider_id?: string;

  /** Where the page redirects after a valid code. */
  @Optional(WebAddress) privacy_center_url?: string;
}

export const otpNames = ['email', 'auth_provider_id', 'privacy_center_url'] as const;

/** The recipient of a link; `id` is the address. */
export class StartMessageBody {
  @ForeignId id!: string;
  @Optional(ForeignId) auth_provider_id?: string;

  /** Where the link leads. Default: the organization's Privacy Center. */
  @Optional(WebAddress) privacy_center_url?: string;
  @Optional(OneOf(channels)) channel?: Channel;
}

export const messageNames = ['id', 'auth_provider_id', 'privacy_center_url', 'channel'] as const;

export class FinishOtpBody {
  @Text({ max: 64 }) code!: string;

  /** The address that the code was sent to. */
  @ForeignId organization_user_id!: string;
}

export const signInQuery = {
  key: 'The public key (id) of the organization.',
  auth_provider_id: "The sign-in method. Default: the organization's default.",
  privacy_center_url: 'The page to redirect to. Its origin must be in `links.allowed_origins`.',
} as const;

export const startRefusals = ['public_key_unknown', 'auth_provider_unknown', 'redirect_forbidden'] as const;

/** Parameters from the body or, as Didomi's clients send them, the query. The body takes precedence. */
export function readStart<T extends object>(
  type: ClassOf<T>,
  names: readonly (keyof T & string)[],
  query: Query,
  body: unknown,
): T {
  const given = names.flatMap((name) => {
    const value = readText(query, name);
    return value === undefined ? [] : [[name, value]];
  });
  const asked = Object.fromEntries(given) as object;
  if (body === undefined) return checkPlaced('query', type, asked);
  const isObject = typeof body === 'object' && body !== null && !Array.isArray(body);
  return readBody(type, isObject ? { ...asked, ...body } : body);
}
