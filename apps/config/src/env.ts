import { StoringServiceEnv } from '@subjectline/bus';
import { IsIn, IsString, MaxLength, MinLength, ValidateBy } from 'class-validator';
import { problemsInSettings } from './environment-settings';

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

  /** Application settings as JSON, as `PATCH /api/v1/config` takes them; what is set there comes first. */
  @ValidateBy({
    name: 'isApplicationSettings',
    validator: {
      validate: (value) => problemsInSettings(value) === null,
      defaultMessage: (context) => `cannot be used: ${problemsInSettings(context?.value) ?? ''}`,
    },
  })
  SUBJECTLINE_SETTINGS: string = '{}';

  /** In production, what is for development (the inbox) is refused. */
  @IsIn(['development', 'production'])
  SUBJECTLINE_MODE: 'development' | 'production' = 'development';

  /** `true` allows the inbox provider in production all the same. */
  @IsIn(['true', 'false'])
  SUBJECTLINE_ALLOW_INBOX: 'true' | 'false' = 'false';
}
