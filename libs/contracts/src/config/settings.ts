import { Anything, Flag, Int, ListOf, Nested, Nullable, OneOf, Optional, Text } from '@subjectline/schema';
import { ApplicationSettings, unknownNotices, type UnknownNotices } from './application-settings';
import { ProviderFallbacks } from './fallbacks';
import { ProviderState } from './providers';
import { callOf, defineState } from '../contract/define';
import { channels, type Channel } from '../catalog/messages';
import { OrganizationId } from '../values/rules';

const call = callOf('config', { askedBy: ['gateway'] });

export class ReadSettings {
  @OrganizationId organization!: string;
}

export class ChangeSettings {
  @OrganizationId organization!: string;

  /** Changes only the given keys. Null is stored and means the default. */
  @Nested(() => ApplicationSettings) changes!: ApplicationSettings;
}

export class ReplaceSettings {
  @OrganizationId organization!: string;

  /** Absent and null settings are cleared. */
  @Nested(() => ApplicationSettings) settings!: ApplicationSettings;
}

/** Only settings made through the API. */
export const ReadApplicationSettings = call('read-settings', ReadSettings, ApplicationSettings);

/**
 * What the environment sets for every organization, and the default of what it does not; what is set through the API
 * comes before both.
 */
export const ReadEnvironmentSettings = call('read-environment-settings', ReadSettings, ApplicationSettings);

export const ChangeApplicationSettings = call('change-settings', ChangeSettings, ApplicationSettings);

export const ReplaceApplicationSettings = call('replace-settings', ReplaceSettings, ApplicationSettings);

export const settingSources = ['api', 'environment', 'default'] as const;
export type SettingSource = (typeof settingSources)[number];

export class EffectiveSetting {
  /** Such as `notifications.notification_service_type`. */
  @Text({ max: 512 }) name!: string;
  @Anything value!: unknown;
  @OneOf(settingSources) source!: SettingSource;
}

const settingsExample: EffectiveSetting[] = [
  { name: 'notifications.notification_service_type', value: 'mailgun', source: 'api' },
  { name: 'execution.require_manual_request_approval', value: true, source: 'environment' },
  { name: 'execution.subject_identity_verification_required', value: false, source: 'default' },
];

export class EffectiveSettings {
  @ListOf(() => EffectiveSetting, { example: settingsExample }) settings!: EffectiveSetting[];
}

/** The effective value and source of every setting. */
export const ReadEffectiveSettings = call('read-effective-settings', ReadSettings, EffectiveSettings);

/* State readable by every service */

/** More than most organizations ever need, and little enough to pay for once. */
export const defaultSmsLimit = 10_000;

/** Which requests count as duplicates. */
export class DuplicateDetection {
  /** Max age of the first one. */
  @Int({ min: 1 }) days!: number;

  /** The identifiers that must all match. */
  @ListOf(Text()) fields!: string[];
}

/** Everything that decides whether and how a message goes out; the effective values, defaults filled in. */
export class OrganizationSettings {
  @OrganizationId organization!: string;

  /** The provider that sends: the active one, or where none was chosen the first e-mail provider that is ready. */
  @Nullable(Text()) notification_service_type!: string | null;

  /** The channels it can send on; empty while it is not fully configured. */
  @ListOf(OneOf(channels)) active_channels!: Channel[];

  /** Further channels covered by fallbacks; empty while there is no provider. */
  @ListOf(OneOf(channels)) fallback_channels: Channel[] = [];
  @Flag send_request_receipt_notification!: boolean;
  @Flag send_request_review_notification!: boolean;
  @Flag send_request_completion_notification!: boolean;
  @Flag subject_identity_verification_required!: boolean;
  @Flag disable_consent_identity_verification!: boolean;
  @Flag require_manual_request_approval!: boolean;

  /** Countries (ISO 3166-1) that text messages may go to; null for every country. */
  @Nullable(ListOf(Text())) sms_countries: string[] | null = null;

  /** Max text messages within any 24 hours. */
  @Int() sms_daily_limit: number = defaultSmsLimit;

  /** The site that codes in text messages name. Null for none. */
  @Nullable(Text()) sms_code_origin: string | null = null;

  /** What happens to a notice of which it stays unknown whether it was sent. */
  @OneOf(unknownNotices) unknown_notices: UnknownNotices = 'keep';

  /** After how many hours a person is reminded to verify their request. Null: never. */
  @Nullable(Int()) verification_reminder_hours: number | null = null;

  /** After how many more hours once again. Null: never. */
  @Nullable(Int()) verification_second_reminder_hours: number | null = null;

  /** After how many more hours the request is closed. Null: never. */
  @Nullable(Int()) verification_close_hours: number | null = null;

  /** Whether the person is told that it is. Absent: they are. */
  @Optional(Flag) send_not_identified_notification?: boolean;

  /** Null if duplicates are not detected. */
  @Nullable(Nested(() => DuplicateDetection)) duplicate_detection: DuplicateDetection | null = null;

  /** Where persons manage their choices. Null if not set. */
  @Nullable(Text()) privacy_center_url: string | null = null;

  /** The origins that redirects may go to, including that of the Privacy Center. */
  @ListOf(Text()) allowed_origins: string[] = [];

  /** The first of several of one type is the one that the type's name stands for. */
  @ListOf(() => ProviderState) providers!: ProviderState[];

  /** Absent if written by a version that does not know it. */
  @Nested(() => ProviderFallbacks) fallbacks: ProviderFallbacks = new ProviderFallbacks();
}

/** The channels by which a person can be reached, the active provider's first. */
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

/** Public: readable without a token. */
export class PublicOrganizationSettings {
  @OrganizationId organization!: string;
  @Flag subject_identity_verification_required!: boolean;
  @Flag disable_consent_identity_verification!: boolean;

  /** A provider is ready to send: the active one, or where none was chosen the one that stands in. */
  @Flag can_send!: boolean;

  /** Staff can be invited by e-mail: the active provider sends mails, is ready, and the address of the console is known. */
  @Flag can_invite_by_email!: boolean;

  /** The sites whose pages may call the API from a browser. */
  @ListOf(Text()) cors_origins!: string[];

  /** The origins that redirects may go to, including that of the Privacy Center. */
  @ListOf(Text()) allowed_origins: string[] = [];

  /** Countries (ISO 3166-1) that text messages may go to; null for every country. */
  @Nullable(ListOf(Text())) sms_countries: string[] | null = null;
}

/** One key per organization. */
export const PublicSettings = defineState({
  owner: 'config',
  bucket: 'public-settings',
  value: PublicOrganizationSettings,
  readBy: ['gateway'],
});
