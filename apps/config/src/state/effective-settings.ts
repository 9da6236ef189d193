import {
  channels,
  type Channel,
  type DuplicateDetection,
  type OrganizationSettings,
  type ProviderFallbacks,
  type ProviderState,
  type PublicOrganizationSettings,
} from '@subjectline/contracts';
import { providers, type Provider } from '@subjectline/providers';
import type { ResolvedSettings } from './setting-defaults';

/** The order of providers if none was chosen, as in Fides. */
const defaultProviders = ['twilio_email', 'mailgun', 'mailchimp_transactional'];

export interface Installed {
  /** Oldest first. */
  readonly states: ProviderState[];
  readonly fallbacks: ProviderFallbacks;
  readonly isReady: (provider: Provider, state: ProviderState) => boolean;
}

/** The settings in force for an organization's messages. */
export function effectiveSettings(
  organization: string,
  settings: ResolvedSettings,
  installed: Installed,
): OrganizationSettings {
  const { states, fallbacks, isReady } = installed;
  const chosen = settings.textOf('notifications.notification_service_type');
  const sending = (chosen ? [chosen] : defaultProviders)
    .map((type) => readyProvider(type, states, isReady))
    .find((provider) => provider !== null);
  const notification_service_type = chosen ?? sending?.serviceType ?? null;
  const active_channels = sending?.channels ?? [];
  const lacking = channels.filter((channel) => !active_channels.includes(channel));
  return {
    organization,
    notification_service_type,
    active_channels,
    fallback_channels: notification_service_type
      ? lacking.filter((channel) => hasReadyFallback(channel, installed))
      : [],
    send_request_receipt_notification: settings.isOn('notifications.send_request_receipt_notification'),
    send_request_review_notification: settings.isOn('notifications.send_request_review_notification'),
    send_request_completion_notification: settings.isOn('notifications.send_request_completion_notification'),
    subject_identity_verification_required: settings.isOn('execution.subject_identity_verification_required'),
    disable_consent_identity_verification: settings.isOn('execution.disable_consent_identity_verification'),
    require_manual_request_approval: settings.isOn('execution.require_manual_request_approval'),
    sms_countries: listOf(settings, 'sms.allowed_countries'),
    sms_daily_limit: Number(settings.get('sms.daily_limit')),
    sms_code_origin: settings.textOf('sms.code_origin'),
    unknown_notices: settings.textOf('delivery.unknown_notices') === 'resend' ? 'resend' : 'keep',
    verification_reminder_hours: hoursOf(settings, 'verification.reminder_hours'),
    verification_second_reminder_hours: hoursOf(settings, 'verification.second_reminder_hours'),
    verification_close_hours: hoursOf(settings, 'verification.close_hours'),
    send_not_identified_notification: settings.isOn('verification.send_not_identified_notification'),
    duplicate_detection: duplicateDetection(settings),
    privacy_center_url: settings.textOf('privacy_center.url'),
    allowed_origins: allowedOrigins(settings),
    providers: states,
    fallbacks,
  };
}

/** The part of them that needs no token. */
export function publicSettings(
  settings: ResolvedSettings,
  effective: OrganizationSettings,
): PublicOrganizationSettings {
  const isChosen = settings.textOf('notifications.notification_service_type') !== null;
  const origins = settings.get('security.cors_origins');
  return {
    organization: effective.organization,
    subject_identity_verification_required: effective.subject_identity_verification_required,
    disable_consent_identity_verification: effective.disable_consent_identity_verification,
    can_send: effective.active_channels.length > 0,
    can_invite_by_email:
      isChosen && effective.active_channels.includes('email') && settings.textOf('admin_ui.url') !== null,
    cors_origins: Array.isArray(origins) ? origins.map(String) : [],
    allowed_origins: effective.allowed_origins,
    sms_countries: effective.sms_countries,
  };
}

function listOf(settings: ResolvedSettings, name: string): string[] | null {
  const value = settings.get(name);
  return Array.isArray(value) ? value.map(String) : null;
}

function hoursOf(settings: ResolvedSettings, name: string): number | null {
  const hours = settings.get(name);
  return typeof hours === 'number' ? hours : null;
}

function duplicateDetection(settings: ResolvedSettings): DuplicateDetection | null {
  const section = 'privacy_request_duplicate_detection';
  if (!settings.isOn(`${section}.enabled`)) return null;
  const fields = settings.get(`${section}.match_identity_fields`);
  return {
    days: Number(settings.get(`${section}.time_window_days`)),
    fields: Array.isArray(fields) ? fields.map(String) : [],
  };
}

/** The listed origins, and the Privacy Center's. */
function allowedOrigins(settings: ResolvedSettings): string[] {
  const listed = settings.get('links.allowed_origins');
  const center = settings.textOf('privacy_center.url');
  const origins = Array.isArray(listed) ? listed.map(String) : [];
  return [...new Set([...origins, ...(center === null ? [] : [new URL(center).origin])])];
}

function hasReadyFallback(channel: Channel, { states, fallbacks, isReady }: Installed): boolean {
  return fallbacks[channel].some((key) => {
    const state = states.find((candidate) => candidate.key === key);
    const provider = state && providers[state.service_type];
    return provider ? provider.channels.includes(channel) && isReady(provider, state) : false;
  });
}

/** Of several configs of a type the first counts, ready or not: it is the one that sends. */
function readyProvider(
  type: string,
  states: ProviderState[],
  isReady: Installed['isReady'],
): Provider | null {
  const provider = Object.hasOwn(providers, type) ? providers[type] : undefined;
  const state = states.find(({ service_type }) => service_type === type);
  return provider && state && isReady(provider, state) ? provider : null;
}
