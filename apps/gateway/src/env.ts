import { IntText, OneOf, Optional, Own, Pattern, Text, WebAddress } from '@subjectline/schema';
import { isIP } from 'node:net';
import { ServiceEnv, KeyRingText, PortNumber } from '@subjectline/bus';
import { isProxyList } from './http/callers/client-address';
import { isIssuer, OidcSetting } from './oidc/oidc-env';

const Host = Own<string>({
  name: 'isHost',
  validate: (value) => isIP(String(value)) !== 0 || /^[a-z\d]([a-z\d.-]*[a-z\d])?$/i.test(String(value)),
  message: 'must be an IP address or a host name',
});

const ProxyList = Own<string>({
  name: 'isProxyList',
  validate: isProxyList,
  message: 'must be a list such as 10.0.0.1,2001:db8::/32',
});

export class GatewayEnv extends ServiceEnv {
  /** 0 for any free port. */
  @PortNumber(0) SUBJECTLINE_PORT: number = 8080;
  @Host SUBJECTLINE_HOST: string = '127.0.0.1';

  /** Our public address, if it is not the one we listen on. */
  @Optional(WebAddress) SUBJECTLINE_PUBLIC_URL?: string;

  /** `<id>:<32 bytes in base64>`, several separated by commas: signs tokens, seals what messages say. */
  @KeyRingText SUBJECTLINE_KEYS!: string;

  /**
   * The proxies in front of it, as IPs or CIDRs with commas between: whom they name in X-Forwarded-For is believed. One
   * on the same machine is trusted as SUBJECTLINE_TRUST_LOOPBACK says.
   */
  @ProxyList SUBJECTLINE_TRUSTED_PROXIES: string = '';

  /**
   * Whether programs on this machine are trusted: as proxies, and to call without being counted. `false` where callers
   * come in over loopback, such as through a tunnel or a sidecar that writes no X-Forwarded-For.
   */
  @OneOf(['true', 'false']) SUBJECTLINE_TRUST_LOOPBACK: 'true' | 'false' = 'true';

  /** Whether the header `traceparent` of callers is believed: `true` behind a proxy that sets or removes it. */
  @OneOf(['true', 'false']) SUBJECTLINE_TRUST_TRACEPARENT: 'true' | 'false' = 'false';

  /** Max calls per minute without a valid token per IP address; 0 for no limit. */
  @IntText({ min: 0 }) SUBJECTLINE_RATE_LIMIT_PER_MINUTE: number = 6_000;

  /** Max wrong client credentials per minute per IP address; 0 for no limit. */
  @IntText({ min: 0 }) SUBJECTLINE_FAILED_SIGN_INS_PER_MINUTE: number = 60;

  /** Max calls of Didomi's API per organization in 15 seconds, per process; 0 for no limit. */
  @IntText({ min: 0 }) SUBJECTLINE_DIDOMI_REQUESTS_PER_15_SECONDS: number = 1_500;

  /** The OpenID provider that operators may sign in with: its issuer identifier. Absent: none. */
  @OidcSetting({ validate: isIssuer, message: 'must be an https address, or http on this machine' })
  SUBJECTLINE_OIDC_ISSUER?: string;
  @OidcSetting() SUBJECTLINE_OIDC_CLIENT_ID?: string;
  @OidcSetting() SUBJECTLINE_OIDC_CLIENT_SECRET?: string;

  /** What the button of the sign-in calls it. */
  @Text({ max: 60 }) SUBJECTLINE_OIDC_LABEL: string = 'OpenID Connect';

  /** `openid` has to be one of them. */
  @Pattern(
    /^([\x21\x23-\x5b\x5d-\x7e]+ )*openid( [\x21\x23-\x5b\x5d-\x7e]+)*$/,
    'must have openid in it, and single spaces',
  )
  SUBJECTLINE_OIDC_SCOPES: string = 'openid email';

  /** The claims that have the address, and say that the provider has verified it. */
  @Text({ max: 200 }) SUBJECTLINE_OIDC_EMAIL_CLAIM: string = 'email';
  @Text({ max: 200 }) SUBJECTLINE_OIDC_EMAIL_VERIFIED_CLAIM: string = 'email_verified';

  /** The largest body that a call may have. */
  @IntText({ min: 1_024 }) SUBJECTLINE_BODY_LIMIT_BYTES: number = 1_048_576;

  /** Max total size of large bodies (over 64 KB) at once, in bytes; one address may use a quarter. */
  @IntText({ min: 1_048_576 }) SUBJECTLINE_BODIES_IN_FLIGHT_BYTES: number = 67_108_864;

  /** Max time to receive a call, including its body. */
  @IntText({ min: 1, max: 600 }) SUBJECTLINE_REQUEST_TIMEOUT_SECONDS: number = 30;

  /** Max connections. Beyond, the one that has waited longest for its caller is closed. */
  @IntText({ min: 1 }) SUBJECTLINE_MAX_CONNECTIONS: number = 4_000;

  /** Max connections per IP address, except trusted proxies; 0 for no limit. */
  @IntText({ min: 0 }) SUBJECTLINE_MAX_CONNECTIONS_PER_IP: number = 256;
}
