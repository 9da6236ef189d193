import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsDefined,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  MaxLength,
  MinLength,
  ValidateNested,
} from 'class-validator';
import { defineCall, defineState } from './define';
import { channels, type Channel } from './messages';
import { IsAbsentOr, IsOrganization } from './rules';

/* Application settings. Names, types and defaults are those of Fides' `/config` (contracts/fides, Application config). */

export class NotificationSettings {
  /** The active provider's type; null when none is chosen. */
  @IsOptional()
  @IsString()
  notification_service_type?: string | null;

  @IsOptional()
  @IsBoolean()
  send_request_receipt_notification?: boolean | null;

  @IsOptional()
  @IsBoolean()
  send_request_review_notification?: boolean | null;

  @IsOptional()
  @IsBoolean()
  send_request_completion_notification?: boolean | null;
}

export class ExecutionSettings {
  @IsOptional()
  @IsBoolean()
  subject_identity_verification_required?: boolean | null;

  @IsOptional()
  @IsBoolean()
  disable_consent_identity_verification?: boolean | null;

  @IsOptional()
  @IsBoolean()
  require_manual_request_approval?: boolean | null;
}

/** What an operator has set; what is absent takes its default. */
export class ApplicationSettings {
  @IsAbsentOr()
  @IsDefined()
  @IsObject()
  @ValidateNested()
  @Type(() => NotificationSettings)
  notifications?: NotificationSettings;

  @IsAbsentOr()
  @IsDefined()
  @IsObject()
  @ValidateNested()
  @Type(() => ExecutionSettings)
  execution?: ExecutionSettings;
}

export class ReadSettings {
  @IsOrganization()
  organization!: string;
}

export class ChangeSettings {
  @IsOrganization()
  organization!: string;

  /** Only the keys that are present are changed; null is stored as null, which means the default. */
  @IsDefined()
  @IsObject()
  @ValidateNested()
  @Type(() => ApplicationSettings)
  changes!: ApplicationSettings;
}

export const ReadApplicationSettings = defineCall({
  owner: 'config',
  name: 'read-settings',
  request: ReadSettings,
  reply: ApplicationSettings,
  askedBy: ['gateway'],
});

export const ChangeApplicationSettings = defineCall({
  owner: 'config',
  name: 'change-settings',
  request: ChangeSettings,
  reply: ApplicationSettings,
  askedBy: ['gateway'],
});

/* Provider configs */

/** A provider config as callers see it: secrets are never returned, not even masked. */
export class ProviderConfig {
  @IsString()
  service_type!: string;

  @IsOptional()
  @IsObject()
  details!: object | null;

  @IsString()
  name!: string;

  @IsString()
  key!: string;

  @IsOptional()
  @IsString()
  last_test_timestamp!: string | null;

  @IsOptional()
  @IsBoolean()
  last_test_succeeded!: boolean | null;
}

export class SaveProviderRequest {
  @IsOrganization()
  organization!: string;

  @IsString()
  service_type!: string;

  /** Replaced as a whole; left out, what is stored stays. */
  @IsOptional()
  @IsObject()
  details?: object | null;
}

export class SaveProviderSecretsRequest {
  @IsOrganization()
  organization!: string;

  @IsString()
  service_type!: string;

  @IsObject()
  secrets!: object;
}

export class ReadProviderRequest {
  @IsOrganization()
  organization!: string;

  @IsString()
  service_type!: string;
}

export class ReadActiveProviderRequest {
  @IsOrganization()
  organization!: string;

  @IsOptional()
  @IsIn([...channels])
  channel?: Channel;
}

/** Why the active provider cannot send, in the order in which it is checked. */
export const providerHoles = [
  'none_active',
  'details_invalid',
  'secrets_missing',
  'secrets_invalid',
] as const;
export type ProviderHole = (typeof providerHoles)[number];

export class ProviderReadiness {
  @IsOptional()
  @IsString()
  service_type!: string | null;

  @IsOptional()
  @IsIn([...providerHoles])
  hole!: ProviderHole | null;
}

/** Creates or updates the one config of a type. */
export const SaveProvider = defineCall({
  owner: 'config',
  name: 'save-provider',
  request: SaveProviderRequest,
  reply: ProviderConfig,
  askedBy: ['gateway'],
});

export const SaveProviderSecrets = defineCall({
  owner: 'config',
  name: 'save-provider-secrets',
  request: SaveProviderSecretsRequest,
  reply: ProviderConfig,
  askedBy: ['gateway'],
});

export const ReadProvider = defineCall({
  owner: 'config',
  name: 'read-provider',
  request: ReadProviderRequest,
  reply: ProviderConfig,
  askedBy: ['gateway'],
});

export const ReadActiveProvider = defineCall({
  owner: 'config',
  name: 'read-active-provider',
  request: ReadActiveProviderRequest,
  reply: ProviderConfig,
  askedBy: ['gateway'],
});

export class RecordProviderTestRequest {
  @IsOrganization()
  organization!: string;

  @IsString()
  @MinLength(1)
  @MaxLength(200)
  key!: string;

  /** Which one was tested; when it has changed meanwhile, the test says nothing of it and is not recorded. */
  @IsInt()
  version!: number;

  @IsBoolean()
  succeeded!: boolean;
}

/** Keeps what became of a test message, beside the config it went through. */
export const RecordProviderTest = defineCall({
  owner: 'config',
  name: 'record-provider-test',
  request: RecordProviderTestRequest,
  reply: ProviderConfig,
  askedBy: ['dispatch'],
});

/** Structural: no credential is tried. */
export const CheckActiveProvider = defineCall({
  owner: 'config',
  name: 'check-active-provider',
  request: ReadActiveProviderRequest,
  reply: ProviderReadiness,
  askedBy: ['gateway'],
});

/* API clients */

export class AuthenticateClientRequest {
  @IsString()
  @MaxLength(256)
  client_id!: string;

  @IsString()
  @MaxLength(1024)
  client_secret!: string;
}

/** Who calls, and what they may do. */
export class ApiClient {
  @IsString()
  @MinLength(1)
  client_id!: string;

  @IsOrganization()
  organization!: string;

  @IsArray()
  @ArrayMaxSize(200)
  @IsString({ each: true })
  scopes!: string[];
}

/** Refused with `wrong_credentials`, whichever of the two is wrong. */
export const AuthenticateClient = defineCall({
  owner: 'config',
  name: 'authenticate-client',
  request: AuthenticateClientRequest,
  reply: ApiClient,
  askedBy: ['gateway'],
});

/* What every service may know without asking */

/** A provider config with its secrets sealed for whoever holds the key ring. */
export class ProviderState {
  @IsString()
  key!: string;

  @IsString()
  service_type!: string;

  /** Raised by one with every change: an open account at the provider is replaced when it differs. */
  @IsInt()
  version!: number;

  @IsOptional()
  @IsObject()
  details!: object | null;

  @IsOptional()
  @IsString()
  sealed_secrets!: string | null;
}

/** Keys of provider configs to go on with where the active one fails, in this order. */
export class ProviderFallbacks {
  @IsArray()
  @ArrayMaxSize(20)
  @IsString({ each: true })
  email: string[] = [];

  @IsArray()
  @ArrayMaxSize(20)
  @IsString({ each: true })
  sms: string[] = [];
}

/** Everything that decides whether and how a message goes out; the effective values, defaults filled in. */
export class OrganizationSettings {
  @IsOrganization()
  organization!: string;

  /** The provider that sends: the active one, or where none was chosen the first e-mail provider that is ready. */
  @IsOptional()
  @IsString()
  notification_service_type!: string | null;

  /** What that provider can send right now; empty while it is not fully configured. */
  @IsArray()
  @IsIn([...channels], { each: true })
  active_channels!: Channel[];

  @IsBoolean()
  send_request_receipt_notification!: boolean;

  @IsBoolean()
  send_request_review_notification!: boolean;

  @IsBoolean()
  send_request_completion_notification!: boolean;

  @IsBoolean()
  subject_identity_verification_required!: boolean;

  @IsBoolean()
  disable_consent_identity_verification!: boolean;

  @IsBoolean()
  require_manual_request_approval!: boolean;

  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => ProviderState)
  providers!: ProviderState[];

  /** None where whoever wrote this state does not know of them yet. */
  @ValidateNested()
  @Type(() => ProviderFallbacks)
  fallbacks: ProviderFallbacks = new ProviderFallbacks();
}

/** What sealed provider secrets are bound to: moved to another config or organization they stay shut. */
export function providerSecretsContext(organization: string, key: string): string {
  return `provider-secrets:${organization}:${key}`;
}

/** One key per organization. */
export const Settings = defineState({
  owner: 'config',
  bucket: 'settings',
  value: OrganizationSettings,
  readBy: ['requests', 'dispatch'],
});
