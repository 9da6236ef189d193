import type { Letterhead } from '@subjectline/rendering';

/** An organization that has set its brand (docs/brand.md), all but a logo. */
export const exampleLetterhead: Letterhead = {
  brand: {
    name: 'Example Ltd',
    email_sender_name: 'Example Privacy Team',
    sms_sender_name: 'Example',
    reply_to: ['privacy@example.com'],
    contact: {
      email: 'privacy@example.com',
      phone: '+44 20 7946 0000',
      url: 'https://www.example.com/contact',
    },
    postal_address: 'Example Ltd\n1 Main Street\nLondon',
    privacy_notice_url: 'https://www.example.com/privacy',
    data_protection_officer: { name: 'Ada Person', email: 'dpo@example.com' },
    supervisory_authority: {
      name: "Information Commissioner's Office",
      url: 'https://ico.org.uk/make-a-complaint',
    },
    color: '#0b5c4a',
    time_zone: 'Europe/London',
    logo: null,
  },
  logoSource: null,
};
