import { StoringServiceEnv } from '@subjectline/bus';
import { Type } from 'class-transformer';
import { IsInt, Max, Min } from 'class-validator';

export class RequestsEnv extends StoringServiceEnv {
  /** For how many days a new code can be asked for: until then a verification that lapsed can be taken up again. */
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(90)
  SUBJECTLINE_VERIFICATION_DAYS: number = 7;
}
