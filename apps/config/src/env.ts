import { StoringServiceEnv } from '@subjectline/bus';
import { IsIn, Matches, ValidateBy } from 'class-validator';
import { problemsInSettings } from './state/environment-settings';

export class ConfigEnv extends StoringServiceEnv {
  /** The client that exists before any other, with every scope. */
  @Matches(/^\S{1,256}$/, { message: 'must be one word of 1 to 256 characters' })
  SUBJECTLINE_ROOT_CLIENT_ID!: string;

  @Matches(/^\S{16,1024}$/, { message: 'must be one word of 16 to 1,024 characters' })
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
