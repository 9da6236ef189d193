import { defaultSmsLimit, type ApplicationSettings, type SettingSource } from '@subjectline/contracts';

type Section = Record<string, unknown>;
type Sections = Readonly<Record<string, object | null | undefined>>;

/** The value of a setting, and its source. */
export interface ResolvedSetting {
  readonly value: unknown;
  readonly source: SettingSource;
}

/** Every setting with its default, as Fides has it. */
const defaults: Readonly<Record<keyof ApplicationSettings, Section>> = {
  notifications: {
    notification_service_type: null,
    send_request_receipt_notification: false,
    send_request_review_notification: false,
    send_request_completion_notification: false,
    enable_property_specific_messaging: false,
    privacy_assessments_channel: null,
  },
  execution: {
    subject_identity_verification_required: false,
    // null follows the switch above: with identity verification, consent is verified too
    disable_consent_identity_verification: null,
    require_manual_request_approval: false,
    memory_watchdog_enabled: false,
    sql_dry_run: 'none',
  },
  security: { cors_origins: [] },
  admin_ui: { enabled: null, url: null, error_notification_mode: null, consent_module_enabled: null },
  privacy_center: { url: null },
  links: { allowed_origins: [] },
  sms: { allowed_countries: null, daily_limit: defaultSmsLimit, code_origin: null },
  verification: {
    reminder_hours: null,
    second_reminder_hours: null,
    close_hours: null,
    send_not_identified_notification: true,
  },
  delivery: { unknown_notices: 'keep' },
  storage: { active_default_storage_type: null },
  consent: { override_vendor_purposes: false },
  privacy_request_duplicate_detection: {
    enabled: false,
    time_window_days: 365,
    match_identity_fields: ['email'],
  },
  default_policies: {},
};

/** Lists that add up: an origin allowed by either source is allowed. */
const joined: ReadonlySet<string> = new Set(['security.cors_origins', 'links.allowed_origins']);

/** What the environment sets, and the defaults for everything else. */
export function withDefaults(environment: ApplicationSettings): ApplicationSettings {
  const preset = sectionsOf(environment);
  const sections = Object.entries(defaults).map(([section, known]) => [
    section,
    { ...known, ...preset[section] },
  ]);
  return Object.fromEntries(sections) as ApplicationSettings;
}

/** By names such as `notifications.notification_service_type`. */
export class ResolvedSettings {
  private readonly settings: ReadonlyMap<string, ResolvedSetting>;

  /** The API's value comes first, then the environment's; null leaves it to the next. */
  constructor(api: ApplicationSettings, environment: ApplicationSettings) {
    const [first, second] = [sectionsOf(api), sectionsOf(environment)];
    const settings = new Map<string, ResolvedSetting>();
    for (const [section, known] of Object.entries(defaults)) {
      const [set, preset]: Section[] = [{ ...first[section] }, { ...second[section] }];
      for (const name of Object.keys({ ...known, ...preset, ...set })) {
        const picked = pick(set?.[name], preset?.[name], known[name]);
        settings.set(`${section}.${name}`, joinedWith(`${section}.${name}`, picked, preset?.[name]));
      }
    }
    this.settings = withConsequences(settings);
  }

  get(name: string): unknown {
    return this.settings.get(name)?.value ?? null;
  }

  isOn(name: string): boolean {
    return this.get(name) === true;
  }

  textOf(name: string): string | null {
    const value = this.get(name);
    return typeof value === 'string' ? value : null;
  }

  sourceOf(name: string): SettingSource {
    return this.settings.get(name)?.source ?? 'default';
  }

  list(): [name: string, setting: ResolvedSetting][] {
    return [...this.settings];
  }
}

function sectionsOf(document: ApplicationSettings): Sections {
  return Object.fromEntries(Object.entries(document));
}

function pick(set: unknown, preset: unknown, known: unknown): ResolvedSetting {
  if (set !== null && set !== undefined) return { value: set, source: 'api' };
  if (preset !== null && preset !== undefined) return { value: preset, source: 'environment' };
  return { value: known ?? null, source: 'default' };
}

function joinedWith(name: string, picked: ResolvedSetting, preset: unknown): ResolvedSetting {
  if (!joined.has(name) || !Array.isArray(picked.value) || !Array.isArray(preset)) return picked;
  return { ...picked, value: [...new Set([...picked.value, ...preset] as unknown[])] };
}

function withConsequences(settings: Map<string, ResolvedSetting>): Map<string, ResolvedSetting> {
  const name = 'execution.disable_consent_identity_verification';
  const required = settings.get('execution.subject_identity_verification_required')?.value === true;
  if (settings.get(name)?.value === null) settings.set(name, { value: !required, source: 'default' });
  return settings;
}
