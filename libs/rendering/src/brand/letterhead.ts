import type { Brand } from '@subjectline/contracts';
import type { Variables } from '../template/write';

/** The brand that a message is sent in. */
export interface Letterhead {
  readonly brand: Omit<Brand, 'property_id' | 'updated_at'>;
  /** Where a mail finds its picture: inside itself. Null: no picture. */
  readonly logoSource: string | null;
}

/** What the words of a message may name of it: `brandParameters`. */
export function brandVariables({ brand }: Letterhead): Variables {
  const { contact, data_protection_officer: officer, supervisory_authority: authority } = brand;
  const values = {
    brand_name: brand.name,
    brand_email: contact?.email,
    brand_phone: contact?.phone,
    brand_contact_url: contact?.url,
    brand_postal_address: brand.postal_address?.split('\n').join(', '),
    brand_privacy_notice_url: brand.privacy_notice_url,
    brand_dpo_name: officer?.name,
    brand_dpo_email: officer?.email,
    brand_authority_name: authority?.name,
    brand_authority_url: authority?.url,
  };
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (value ? [[name, value]] : [])),
  );
}

/** The name that text messages begin with, as carriers ask for. */
export function smsName({ brand }: Letterhead): string | null {
  return brand.sms_sender_name ?? brand.name;
}
