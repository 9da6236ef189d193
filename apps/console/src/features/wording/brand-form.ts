import type { Brand, BrandDetails } from '../../api/types';

export const brandFields = [
  'name',
  'email_sender_name',
  'sms_sender_name',
  'reply_to',
  'contact_email',
  'contact_phone',
  'contact_url',
  'postal_address',
  'privacy_notice_url',
  'dpo_name',
  'dpo_email',
  'authority_name',
  'authority_url',
  'color',
  'time_zone',
] as const;
export type BrandField = (typeof brandFields)[number];
export type BrandForm = Readonly<Record<BrandField, string>>;

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

export function formOf(brand: Brand): BrandForm {
  const { contact, data_protection_officer: officer, supervisory_authority: authority } = brand;
  return {
    name: text(brand.name),
    email_sender_name: text(brand.email_sender_name),
    sms_sender_name: text(brand.sms_sender_name),
    reply_to: (brand.reply_to ?? []).join('\n'),
    contact_email: text(contact?.email),
    contact_phone: text(contact?.phone),
    contact_url: text(contact?.url),
    postal_address: text(brand.postal_address),
    privacy_notice_url: text(brand.privacy_notice_url),
    dpo_name: text(officer?.name),
    dpo_email: text(officer?.email),
    authority_name: text(authority?.name),
    authority_url: text(authority?.url),
    color: text(brand.color),
    time_zone: text(brand.time_zone),
  };
}

const orNull = (value: string): string | null => value.trim() || null;

/** Null where all of them are empty. */
function groupOf<Group extends object>(values: Group): Group | null {
  return Object.values(values).some((value) => value !== null) ? values : null;
}

export function detailsOf(form: BrandForm): BrandDetails {
  const reply_to = form.reply_to
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return {
    name: orNull(form.name),
    email_sender_name: orNull(form.email_sender_name),
    sms_sender_name: orNull(form.sms_sender_name),
    reply_to: reply_to.length > 0 ? reply_to : null,
    contact: groupOf({
      email: orNull(form.contact_email),
      phone: orNull(form.contact_phone),
      url: orNull(form.contact_url),
    }),
    postal_address: orNull(form.postal_address),
    privacy_notice_url: orNull(form.privacy_notice_url),
    data_protection_officer: groupOf({ name: orNull(form.dpo_name), email: orNull(form.dpo_email) }),
    supervisory_authority:
      form.authority_name.trim() || form.authority_url.trim()
        ? { name: form.authority_name.trim(), url: orNull(form.authority_url) }
        : null,
    color: orNull(form.color),
    time_zone: orNull(form.time_zone),
  };
}
