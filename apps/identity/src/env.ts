import { IntText, Pattern, ReadBy, WebAddress } from '@subjectline/schema';
import { StoringServiceEnv } from '@subjectline/bus';
import { limitPattern } from './limits/limit';

const LimitList = Pattern(limitPattern, 'must be a list such as 5/10m,10/24h (s, m, h, d), or off');

const PublicUrl = ReadBy(
  (value) => (typeof value === 'string' ? value.replace(/\/+$/, '') : value),
  WebAddress,
);

export class IdentityEnv extends StoringServiceEnv {
  /** Under which address persons reach the gateway: links in messages begin with it. */
  @PublicUrl SUBJECTLINE_PUBLIC_URL: string = 'http://127.0.0.1:8080';

  /** How long a code works. OWASP ASVS 5.0 §6.5.5 allows ten minutes at most; mail that is slow may need more. */
  @IntText({ min: 30, max: 86_400 }) SUBJECTLINE_CODE_TTL_SECONDS: number = 600;

  /**
   * How many codes and unproved receipts go to one address or number; past it they are suppressed without the caller
   * noticing. A fifth of the longest rule is kept for callers who have not asked for that address within its period.
   */
  @LimitList SUBJECTLINE_LIMIT_SENDS_PER_IDENTIFIER: string = '5/10m,10/24h';

  /** The same for those that API clients ask for: their forms stand between them and strangers. */
  @LimitList SUBJECTLINE_LIMIT_SENDS_PER_IDENTIFIER_BY_CLIENTS: string = '60/1h,200/24h';

  /**
   * How many go to addresses of one domain. Public mail providers are exempt, and so is every domain if the organization
   * has no limit.
   */
  @LimitList SUBJECTLINE_LIMIT_SENDS_PER_DOMAIN: string = '300/1h,2000/24h';

  /** How many go to phone numbers that are alike but for their last four digits. */
  @LimitList SUBJECTLINE_LIMIT_SENDS_PER_PHONE_RANGE: string = '20/10m,60/24h';

  /** How many of them one caller causes, by their IP address (IPv6: its /64). */
  @LimitList SUBJECTLINE_LIMIT_SENDS_PER_IP: string = '20/1h';

  /** How many of them go out altogether: what a flood costs at most. */
  @LimitList SUBJECTLINE_LIMIT_SENDS_PER_ORGANIZATION: string = '20000/1h';

  /** How many guesses, right or wrong, one caller has. */
  @LimitList SUBJECTLINE_LIMIT_CHECKS_PER_IP: string = '60/1h';

  /** For how long an address gets no codes and links after _This was not me_. */
  @IntText({ min: 0, max: 8_760 }) SUBJECTLINE_QUIET_HOURS: number = 24;
}
