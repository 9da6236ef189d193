import { StoringServiceEnv } from '@subjectline/bus';
import { Type } from 'class-transformer';
import { IsInt, Max, Min } from 'class-validator';

export class IdentityEnv extends StoringServiceEnv {
  /** How long a code works. OWASP ASVS 5.0 §6.5.5 allows ten minutes at most; mail that is slow may need more. */
  @Type(() => Number)
  @IsInt()
  @Min(30)
  @Max(86_400)
  SUBJECTLINE_CODE_TTL_SECONDS: number = 600;
}
