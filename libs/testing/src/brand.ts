import type { Brand, BrandLogo } from '@subjectline/contracts';

/** A PNG of 16 by 16 pixels. */
export const logoPng =
  'iVBORw0KGgoAAAANSUhEUgAAABAAAAAQCAIAAACQkWg2AAAAFklEQVR42mPgjvEiCTGMahjVMHw1AADb4rEBwHE+qgAAAABJRU5ErkJggg==';

export const testLogo: BrandLogo = {
  id: '5f2c0b1e9a7d4c3f8e6b5a4d3c2b1a09',
  type: 'image/png',
  bytes: 79,
  width: 960,
  height: 160,
};

/** A brand of which nothing is set but `set`. */
export function brandWith(set: Partial<Brand> = {}): Brand {
  return {
    property_id: null,
    name: null,
    email_sender_name: null,
    sms_sender_name: null,
    reply_to: null,
    contact: null,
    postal_address: null,
    privacy_notice_url: null,
    data_protection_officer: null,
    supervisory_authority: null,
    color: null,
    time_zone: null,
    logo: null,
    updated_at: null,
    ...set,
  };
}

/** A brand with everything but a logo. */
export const acme: Brand = brandWith({
  name: 'Acme & Sons',
  email_sender_name: 'Acme Privacy Team',
  sms_sender_name: 'Acme',
  reply_to: ['privacy@acme.example.com'],
  contact: {
    email: 'privacy@acme.example.com',
    phone: '+44 20 7946 0000',
    url: 'https://acme.example.com/contact?a=1&b=2',
  },
  postal_address: 'Acme Ltd\n1 Main Street\nLondon',
  privacy_notice_url: 'https://acme.example.com/privacy',
  data_protection_officer: { name: 'Ada Person', email: 'dpo@acme.example.com' },
  supervisory_authority: { name: "Information Commissioner's Office", url: 'https://ico.org.uk/complain' },
  color: '#0b5c4a',
  time_zone: 'Europe/London',
});
