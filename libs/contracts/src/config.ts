import { Type } from 'class-transformer';
import {
  Allow,
  IsArray,
  IsBoolean,
  IsDefined,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { ApplicationSettings } from './application-settings';
import { ProviderFallbacks } from './config-fallbacks';
import { ProviderState } from './config-providers';
import { defineCall, defineState } from './define';
import { channels, type Channel } from './messages';
import { IsOrganization } from './rules';

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

export class ReplaceSettings {
  @IsOrganization()
  organization!: string;

  /** What is absent or null is set no more. */
  @IsDefined()
  @IsObject()
  @ValidateNested()
  @Type(() => ApplicationSettings)
  settings!: ApplicationSettings;
}

/** What has been set through the API, and nothing else. */
export const ReadApplicationSettings = defineCall({
  owner: 'config',
  name: 'read-settings',
  request: ReadSettings,
  reply: ApplicationSettings,
  askedBy: ['gateway'],
});

/**
 * What the environment sets for every organization, and the default of what it does not; what is set through the API
 * comes before both.
 */
export const ReadEnvironmentSettings = defineCall({
  owner: 'config',
  name: 'read-environment-settings',
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

export const ReplaceApplicationSettings = defineCall({
  owner: 'config',
  name: 'replace-settings',
  request: ReplaceSettings,
  reply: ApplicationSettings,
  askedBy: ['gateway'],
});

export const settingSources = ['api', 'environment', 'default'] as const;
export type SettingSource = (typeof settingSources)[number];

export class EffectiveSetting {
  /** Such as `notifications.notification_service_type`. */
  @IsString()
  @MaxLength(512)
  name!: string;

  @Allow()
  value!: unknown;

  @IsIn([...settingSources])
  source!: SettingSource;
}

export class EffectiveSettings {
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => EffectiveSetting)
  settings!: EffectiveSetting[];
}

/** What holds of everything that can be set, and who says so. */
export const ReadEffectiveSettings = defineCall({
  owner: 'config',
  name: 'read-effective-settings',
  request: ReadSettings,
  reply: EffectiveSettings,
  askedBy: ['gateway'],
});

/* What every service may know without asking */

/** More than most organizations ever need, and little enough to pay for once. */
export const usualSmsLimit = 10_000;

/** Which requests are taken for one. */
export class DuplicateDetection {
  /** How long ago the first one may have come in. */
  @IsInt()
  @Min(1)
  days!: number;

  /** What of a person has to be the same, all of it. */
  @IsArray()
  @IsString({ each: true })
  fields!: string[];
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

  /** What that provider cannot send and a fallback of its channel can; empty while no provider is to send. */
  @IsArray()
  @IsIn([...channels], { each: true })
  fallback_channels: Channel[] = [];

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

  /** The only countries that text messages go to, by ISO 3166-1; null for every country. */
  @IsOptional()
  @IsArray()
  @IsString({ each: true })
  sms_countries: string[] | null = null;

  /** How many text messages go out within any 24 hours. */
  @IsInt()
  sms_daily_limit: number = usualSmsLimit;

  /** Null where a second request of a person is one like the first. */
  @IsOptional()
  @ValidateNested()
  @Type(() => DuplicateDetection)
  duplicate_detection: DuplicateDetection | null = null;

  /** Where persons look after their choices; null while nobody has said it. */
  @IsOptional()
  @IsString()
  privacy_center_url: string | null = null;

  /** The sites that a person may be sent on to, the one of the Privacy Center among them. */
  @IsArray()
  @IsString({ each: true })
  allowed_origins: string[] = [];

  /** The oldest first: of several of one type it is the one that the type's name stands for. */
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => ProviderState)
  providers!: ProviderState[];

  /** None where whoever wrote this state does not know of them yet. */
  @ValidateNested()
  @Type(() => ProviderFallbacks)
  fallbacks: ProviderFallbacks = new ProviderFallbacks();
}

/** Where a person can be reached right now, the active provider's channels first. */
export function reachableChannels({
  active_channels,
  fallback_channels,
}: Pick<OrganizationSettings, 'active_channels' | 'fallback_channels'>): Channel[] {
  return [...active_channels, ...fallback_channels];
}

/** One key per organization. */
export const Settings = defineState({
  owner: 'config',
  bucket: 'settings',
  value: OrganizationSettings,
  readBy: ['requests', 'consents', 'dispatch'],
});

/** What anybody may know, without a token. */
export class PublicOrganizationSettings {
  @IsOrganization()
  organization!: string;

  @IsBoolean()
  subject_identity_verification_required!: boolean;

  @IsBoolean()
  disable_consent_identity_verification!: boolean;

  /** A provider is ready to send: the active one, or where none was chosen the one that stands in. */
  @IsBoolean()
  can_send!: boolean;

  /** Staff can be invited by e-mail: the active provider sends mails, is ready, and the address of the console is known. */
  @IsBoolean()
  can_invite_by_email!: boolean;

  /** The sites whose pages may call the API from a browser. */
  @IsArray()
  @IsString({ each: true })
  cors_origins!: string[];

  /** The sites that a person may be sent on to, the one of the Privacy Center among them. */
  @IsArray()
  @IsString({ each: true })
  allowed_origins: string[] = [];

  /** The only countries that text messages go to, by ISO 3166-1; null for every country. */
  @IsOptional()
  @IsArray()
  @IsString({ each: true })
  sms_countries: string[] | null = null;
}

/** One key per organization. */
export const PublicSettings = defineState({
  owner: 'config',
  bucket: 'public-settings',
  value: PublicOrganizationSettings,
  readBy: ['gateway'],
});
