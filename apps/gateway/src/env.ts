import { ServiceEnv } from '@subjectline/bus';
import { IsAbsentOr, IsWebAddress } from '@subjectline/contracts';
import { Type } from 'class-transformer';
import { IsInt, IsString, Max, Min, MinLength, ValidateBy } from 'class-validator';
import { isProxyList } from './http/client-address';

export class GatewayEnv extends ServiceEnv {
  /** 0 takes any free port. */
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(65_535)
  SUBJECTLINE_PORT: number = 8080;

  @IsString()
  @MinLength(1)
  SUBJECTLINE_HOST: string = '127.0.0.1';

  /** Under which address callers and persons reach us, when it is not the one we listen on. */
  @IsAbsentOr()
  @IsWebAddress()
  SUBJECTLINE_PUBLIC_URL?: string;

  /** `<id>:<32 bytes in base64>`, several separated by commas: signs tokens, seals what messages say. */
  @IsString()
  SUBJECTLINE_KEYS!: string;

  /**
   * The proxies in front of it, as IPs or CIDRs with commas between: whom they name in X-Forwarded-For is believed. One
   * on the same machine always is.
   */
  @ValidateBy({
    name: 'isProxyList',
    validator: {
      validate: isProxyList,
      defaultMessage: () => 'must be a list such as 10.0.0.1,2001:db8::/32',
    },
  })
  SUBJECTLINE_TRUSTED_PROXIES: string = '';

  /** How many calls without a valid token one IP address has in a minute; 0 lifts the limit. */
  @Type(() => Number)
  @IsInt()
  @Min(0)
  SUBJECTLINE_RATE_LIMIT_PER_MINUTE: number = 6_000;

  /** How many times in a minute one IP address may show wrong client credentials; 0 lifts the limit. */
  @Type(() => Number)
  @IsInt()
  @Min(0)
  SUBJECTLINE_FAILED_SIGN_INS_PER_MINUTE: number = 60;

  /** How many calls of Didomi's API one organization has in 15 seconds, per process; 0 lifts the limit. */
  @Type(() => Number)
  @IsInt()
  @Min(0)
  SUBJECTLINE_DIDOMI_REQUESTS_PER_15_SECONDS: number = 1_500;

  @Type(() => Number)
  @IsInt()
  @Min(1_024)
  SUBJECTLINE_BODY_LIMIT_BYTES: number = 1_048_576;
}
