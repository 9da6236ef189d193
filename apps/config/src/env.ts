import { StoringServiceEnv } from '@subjectline/bus';
import { IsIn, IsString, MaxLength, MinLength } from 'class-validator';

export class ConfigEnv extends StoringServiceEnv {
  /** The client that exists before any other, with every scope. */
  @IsString()
  @MinLength(1)
  @MaxLength(256)
  SUBJECTLINE_ROOT_CLIENT_ID!: string;

  @IsString()
  @MinLength(16)
  @MaxLength(1024)
  SUBJECTLINE_ROOT_CLIENT_SECRET!: string;

  /** In production, what is for development (the inbox) is refused. */
  @IsIn(['development', 'production'])
  SUBJECTLINE_MODE: 'development' | 'production' = 'development';

  /** `true` allows the inbox provider in production all the same. */
  @IsIn(['true', 'false'])
  SUBJECTLINE_ALLOW_INBOX: 'true' | 'false' = 'false';
}
