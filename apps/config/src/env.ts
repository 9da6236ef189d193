import { VerificationPeriodsEnv } from '@subjectline/bus';
import { OneOf, Own, Pattern } from '@subjectline/schema';
import { problemsInSettings } from './state/environment-settings';

const ApplicationSettingsText = Own<string>({
  name: 'isApplicationSettings',
  validate: (value) => problemsInSettings(value) === null,
  message: (value) => `cannot be used: ${problemsInSettings(value) ?? ''}`,
});

export class ConfigEnv extends VerificationPeriodsEnv {
  /** The client that exists before any other, with every scope. */
  @Pattern(/^\S{1,256}$/, 'must be one word of 1 to 256 characters') SUBJECTLINE_ROOT_CLIENT_ID!: string;
  @Pattern(/^\S{16,1024}$/, 'must be one word of 16 to 1,024 characters')
  SUBJECTLINE_ROOT_CLIENT_SECRET!: string;

  /** Application settings as JSON, as `PATCH /api/v1/config` takes them; what is set there comes first. */
  @ApplicationSettingsText SUBJECTLINE_SETTINGS: string = '{}';

  /** In production, what is for development (the inbox) is refused. */
  @OneOf(['development', 'production']) SUBJECTLINE_MODE: 'development' | 'production' = 'development';

  /** `true` allows the inbox provider in production all the same. */
  @OneOf(['true', 'false']) SUBJECTLINE_ALLOW_INBOX: 'true' | 'false' = 'false';
}
