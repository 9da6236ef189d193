import { AppError, type MessageKindId } from '@subjectline/contracts';

/** What Fides has a template for, in its order. */
export const templateTypes = [
  'subject_identity_verification',
  'privacy_request_receipt',
  'privacy_request_review_approve',
  'privacy_request_review_deny',
  'privacy_request_complete_access',
  'privacy_request_complete_deletion',
  'privacy_request_complete_consent',
  'manual_task_digest',
  'external_user_welcome',
  'correspondence',
] as const satisfies readonly MessageKindId[];

export type TemplateType = (typeof templateTypes)[number];

/** What Fides sends besides; its words are not for authors. */
const fixedTypes = [
  'consent_request',
  'consent_request_email_fulfillment',
  'message_erasure_fulfillment',
  'privacy_request_error_notification',
  'test_message',
  'user_invite',
  'password_reset',
] as const;

export function isTemplateType(type: string): type is TemplateType {
  return templateTypes.some((known) => known === type);
}

/** The type in a path, or the refusal that Fides has for it. */
export function requireTemplateType(type: string): TemplateType {
  if (isTemplateType(type)) return type;
  if (fixedTypes.some((known) => known === type)) throw new AppError('template_type_fixed', { type });
  const args = [...templateTypes, ...fixedTypes];
  const message = `must be one of the following values: ${args.join(', ')}`;
  throw new AppError('invalid', {}, [{ path: ['path', 'template_type'], rule: 'isIn', args, message }]);
}
