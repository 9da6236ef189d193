/* What of the settings can be changed here, and how. Settings without an effect are shown only. */

export type Editor = 'switch' | 'number' | 'text' | 'list' | readonly string[];

export const editors: Readonly<Record<string, Editor>> = {
  'execution.subject_identity_verification_required': 'switch',
  'execution.disable_consent_identity_verification': 'switch',
  'execution.require_manual_request_approval': 'switch',
  'notifications.send_request_receipt_notification': 'switch',
  'notifications.send_request_review_notification': 'switch',
  'notifications.send_request_completion_notification': 'switch',
  'verification.reminder_hours': 'number',
  'verification.second_reminder_hours': 'number',
  'verification.close_hours': 'number',
  'verification.send_not_identified_notification': 'switch',
  'delivery.unknown_notices': ['keep', 'resend'],
  'sms.daily_limit': 'number',
  'sms.allowed_countries': 'list',
  'sms.code_origin': 'text',
  'links.allowed_origins': 'list',
  'security.cors_origins': 'list',
  'privacy_center.url': 'text',
  'consent.override_vendor_purposes': 'switch',
  'privacy_request_duplicate_detection.enabled': 'switch',
  'privacy_request_duplicate_detection.time_window_days': 'number',
  'privacy_request_duplicate_detection.match_identity_fields': 'list',
};

/** As it is typed: one entry of a list a line. */
export function typedOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map(String).join('\n');
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** As the API takes it. Nothing typed is the default. */
export function valueOf(editor: Editor, typed: string): unknown {
  const text = typed.trim();
  if (text === '') return null;
  if (editor === 'switch') return text === 'true';
  // what is no number is refused by the API, in its words
  if (editor === 'number') return Number.isNaN(Number(text)) ? text : Number(text);
  if (editor !== 'list') return text;
  return text
    .split(/[\n,]/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** `a.b` and a value → `{a: {b: value}}`. */
export function changeOf(name: string, value: unknown): Record<string, Record<string, unknown>> {
  const [group = '', setting = ''] = name.split('.');
  return { [group]: { [setting]: value } };
}
