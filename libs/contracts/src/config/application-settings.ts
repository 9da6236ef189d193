import { ListOf, Nullish, OneOf, Text } from '@subjectline/schema';
import {
  IgnoreUnknownNames,
  Section,
  MapOfText,
  OriginList,
  PhoneCountryList,
  SecureOrigin,
  Site,
  Switch,
  Whole,
} from './setting-rules';

/*
 * What an operator may set. Names, types and defaults are those of Fides' `/config`; what other parts of a Fides
 * installation read is kept for them. Null stands for the default everywhere.
 */

export class NotificationSettings {
  /** The active provider's type; null when none is chosen. */
  @Nullish(Text({ max: 64 })) notification_service_type?: string | null;
  @Switch send_request_receipt_notification?: boolean | null;
  @Switch send_request_review_notification?: boolean | null;
  @Switch send_request_completion_notification?: boolean | null;
  @Switch enable_property_specific_messaging?: boolean | null;
  @Nullish(Text({ max: 256 })) privacy_assessments_channel?: string | null;
}

export class ExecutionSettings {
  @Switch subject_identity_verification_required?: boolean | null;
  @Switch disable_consent_identity_verification?: boolean | null;
  @Switch require_manual_request_approval?: boolean | null;
  @Switch memory_watchdog_enabled?: boolean | null;
  @Nullish(OneOf(['none', 'access', 'erasure'])) sql_dry_run?: 'none' | 'access' | 'erasure' | null;
}

export class SecuritySettings {
  /** The sites whose pages may call this API from a browser. */
  @OriginList cors_origins?: string[] | null;
}

export class AdminUiSettings {
  @Switch enabled?: boolean | null;

  /** Staff can be invited by e-mail only where this is known. */
  @Site url?: string | null;
  @Nullish(Text({ max: 64 })) error_notification_mode?: string | null;
  @Switch consent_module_enabled?: boolean | null;
}

export class PrivacyCenterSettings {
  @Site url?: string | null;
}

export class LinkSettings {
  /** The origins that redirects may go to. That of the Privacy Center is always allowed. */
  @OriginList allowed_origins?: string[] | null;
}

export class SmsSettings {
  /** Countries that text messages may go to; null for every country. */
  @PhoneCountryList allowed_countries?: string[] | null;

  /** Max text messages within any 24 hours. */
  @Whole(0, 100_000_000) daily_limit?: number | null;

  /** The site where people type their codes; browsers there fill in a code that names it. */
  @SecureOrigin code_origin?: string | null;
}

/** What happens to a notice of which it stays unknown whether it was sent. */
export const unknownNotices = ['keep', 'resend'] as const;
export type UnknownNotices = (typeof unknownNotices)[number];

export class DeliverySettings {
  /** `resend`: it is sent once more, and may arrive twice. Default: keep. */
  @Nullish(OneOf(unknownNotices)) unknown_notices?: UnknownNotices | null;
}

export class VerificationSettings {
  /** After this many hours a person who has not verified their request is reminded. Null: never. */
  @Whole(1, 720) reminder_hours?: number | null;

  /** This many hours after that the person is reminded once more. Null: never. */
  @Whole(1, 720) second_reminder_hours?: number | null;

  /** This many hours after the second reminder the request is closed: its person is not identified. Null: never. */
  @Whole(1, 720) close_hours?: number | null;

  /** Whether the person is told that it is closed, with a link that opens it again. Default: on. */
  @Switch send_not_identified_notification?: boolean | null;
}

export class StorageSettings {
  @Nullish(OneOf(['s3', 'gcs', 'local'])) active_default_storage_type?: 's3' | 'gcs' | 'local' | null;
}

export class ConsentSettings {
  @Switch override_vendor_purposes?: boolean | null;
}

export class DuplicateDetectionSettings {
  @Switch enabled?: boolean | null;
  @Whole(1, 3_650) time_window_days?: number | null;
  @Nullish(ListOf(Text(), { max: 20 })) match_identity_fields?: string[] | null;
}

/** Settings made by an operator. Absent ones have their defaults. */
export class ApplicationSettings {
  @Section(() => NotificationSettings) notifications?: NotificationSettings | null;
  @IgnoreUnknownNames() @Section(() => ExecutionSettings) execution?: ExecutionSettings | null;
  @Section(() => SecuritySettings) security?: SecuritySettings | null;
  @Section(() => AdminUiSettings) admin_ui?: AdminUiSettings | null;
  @Section(() => PrivacyCenterSettings) privacy_center?: PrivacyCenterSettings | null;
  @Section(() => LinkSettings) links?: LinkSettings | null;
  @Section(() => SmsSettings) sms?: SmsSettings | null;
  @Section(() => DeliverySettings) delivery?: DeliverySettings | null;
  @Section(() => VerificationSettings) verification?: VerificationSettings | null;
  @Section(() => StorageSettings) storage?: StorageSettings | null;
  @Section(() => ConsentSettings) consent?: ConsentSettings | null;

  @Section(() => DuplicateDetectionSettings)
  privacy_request_duplicate_detection?: DuplicateDetectionSettings | null;

  /** Default policies by action type. */
  @MapOfText default_policies?: Record<string, string | null> | null;
}
