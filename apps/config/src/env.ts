import { StoringServiceEnv } from '@subjectline/bus';
import { IntText, OneOf, Own, Pattern } from '@subjectline/schema';
import { problemsInSettings } from './state/environment-settings';

const ApplicationSettingsText = Own<string>({
  name: 'isApplicationSettings',
  validate: (value) => problemsInSettings(value) === null,
  message: (value) => `cannot be used: ${problemsInSettings(value) ?? ''}`,
});

export class ConfigEnv extends StoringServiceEnv {
  /** The client that exists before any other, with every scope. */
  @Pattern(/^\S{1,256}$/, 'must be one word of 1 to 256 characters') SUBJECTLINE_ROOT_CLIENT_ID!: string;
  @Pattern(/^\S{16,1024}$/, 'must be one word of 16 to 1,024 characters')
  SUBJECTLINE_ROOT_CLIENT_SECRET!: string;

  /** Application settings as JSON, as `PATCH /api/v1/config` takes them; what is set there comes first. */
  @ApplicationSettingsText SUBJECTLINE_SETTINGS: string = '{}';

  /** How long entries of the audit trail are kept. */
  @IntText({ min: 1, max: 36_500 }) SUBJECTLINE_RECORD_DAYS: number = 1_095;

  /** How long the address of a stranger who has not verified is kept, and a code can be asked for: reminders end before. */
  @IntText({ min: 1, max: 3_650 }) SUBJECTLINE_UNVERIFIED_REQUEST_DAYS: number = 7;
  @IntText({ min: 1, max: 90 }) SUBJECTLINE_VERIFICATION_DAYS: number = 7;

  /** In production, what is for development (the inbox) is refused. */
  @OneOf(['development', 'production']) SUBJECTLINE_MODE: 'development' | 'production' = 'development';

  /** `true` allows the inbox provider in production all the same. */
  @OneOf(['true', 'false']) SUBJECTLINE_ALLOW_INBOX: 'true' | 'false' = 'false';
}
