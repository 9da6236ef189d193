import {
  Int,
  ListOf,
  Nested,
  Nullable,
  Nullish,
  OneOf,
  Own,
  Pattern,
  Text,
  Timestamp,
  With,
  isWebAddress,
} from '@subjectline/schema';
import { callOf, defineState } from '../contract/define';
import { ButtonColor } from '../values/colors';
import { PlainEmail } from '../values/contact-rules';
import { HeaderName, ReplyToList } from '../values/mail-headers';
import { OrganizationId, PropertyId } from '../values/rules';
import { TimeZone } from '../values/time-zones';

const call = callOf('config', { askedBy: ['gateway'] });

/* Who an organization's messages and pages come from. */

/** Short enough for the line of a text message that it stands in. */
const maxAddressLength = 300;

const SecureAddress = Own<string>(
  {
    name: 'isSecureAddress',
    validate: (value) =>
      typeof value === 'string' &&
      value.length <= maxAddressLength &&
      /^https:\/\//i.test(value) &&
      isWebAddress(value),
    message: `must be an https address of at most ${maxAddressLength} characters`,
  },
  { example: 'https://www.example.com/privacy' },
);

const DisplayedPhone = Pattern(
  /^\+?[0-9(][0-9 ()./-]{3,30}$/,
  'must be a telephone number as it is written, such as +44 20 7946 0000',
  { example: '+44 20 7946 0000' },
);

const PostalAddress = Text({
  max: 300,
  pattern: /^(?=.*\S)(?:[^\p{Cc}\p{Cs}\u2028-\u202e\u2066-\u2069]+(?:\n|$)){1,8}$/u,
  message: 'must be at most 8 lines of text, without empty lines and control characters',
  example: 'Acme Ltd\n1 Main Street\nLondon',
});

const Email = PlainEmail('must be an email');
const email = (example: string) => With(Email, { example });

/** How a person reaches the organization. */
export class BrandContact {
  @Nullable(email('privacy@example.com')) email!: string | null;
  @Nullable(DisplayedPhone) phone!: string | null;

  /** A contact form. */
  @Nullable(With(SecureAddress, { example: 'https://www.example.com/contact' })) url!: string | null;
}

export class DataProtectionOfficer {
  @Nullable(With(HeaderName(100), { example: 'Ada Person' })) name!: string | null;
  @Nullable(email('dpo@example.com')) email!: string | null;
}

/** Where a person can lodge a complaint. */
export class SupervisoryAuthority {
  @With(HeaderName(150), { example: "Information Commissioner's Office" }) name!: string;
  @Nullable(With(SecureAddress, { example: 'https://ico.org.uk/make-a-complaint' })) url!: string | null;
}

/** What is null is left out of messages and pages. */
export class BrandDetails {
  @Nullable(With(HeaderName(60), { example: 'Acme' })) name!: string | null;

  /** The name that mails come from. Null: `name`. */
  @Nullable(With(HeaderName(100), { example: 'Acme Privacy Team' })) email_sender_name!: string | null;

  /** The name that text messages begin with. Null: `name`. */
  @Nullable(With(HeaderName(20), { example: 'Acme' })) sms_sender_name!: string | null;

  /** Where answers to mails go. Null: to the sender. */
  @Nullable(With(ReplyToList(3), { example: ['privacy@example.com'] })) reply_to!: string[] | null;
  @Nullable(Nested(() => BrandContact)) contact!: BrandContact | null;
  @Nullable(PostalAddress) postal_address!: string | null;
  @Nullable(SecureAddress) privacy_notice_url!: string | null;
  @Nullable(Nested(() => DataProtectionOfficer)) data_protection_officer!: DataProtectionOfficer | null;
  @Nullable(Nested(() => SupervisoryAuthority)) supervisory_authority!: SupervisoryAuthority | null;

  /** Of buttons, under white text. */
  @Nullable(ButtonColor) color!: string | null;

  /** Of the dates in messages. Null: UTC. */
  @Nullable(TimeZone) time_zone!: string | null;
}

export const logoTypes = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'] as const;
export type LogoType = (typeof logoTypes)[number];

/** It travels in every mail. */
export const maxLogoBytes = 60 * 1_024;

/** On each side, in pixels. */
export const logoSides = { min: 16, max: 2_000 } as const;

const logoIdExample = '5f2c0b1e9a7d4c3f8e6b5a4d3c2b1a09';

const logoIdPattern = /^[0-9a-f]{32}$/;

export function isLogoId(text: string): boolean {
  return logoIdPattern.test(text);
}

/** The digest of its content: another picture has another id. */
export const LogoId = Pattern(logoIdPattern, 'must be the id of a logo', { example: logoIdExample });

/** A logo without its content, which is read once and kept. */
export class BrandLogo {
  @LogoId id!: string;
  @OneOf(logoTypes) type!: LogoType;
  @Int({ example: 4_096 }) bytes!: number;
  @Int({ example: 320 }) width!: number;
  @Int({ example: 80 }) height!: number;
}

/** A brand in force: the organization's, or that of one of its properties. */
export class Brand extends BrandDetails {
  /** Null: the organization's. */
  @Nullable(PropertyId) property_id!: string | null;
  @Nullable(Nested(() => BrandLogo)) logo!: BrandLogo | null;

  /** Null if it was never set. */
  @Nullable(Timestamp) updated_at!: string | null;
}

/** Which brand. */
export class BrandPlace {
  @OrganizationId organization!: string;

  /** Absent: the organization's. */
  @Nullish(PropertyId) property_id?: string | null;
}

/** Empty if it was never set. */
export const ReadBrand = call('read-brand', BrandPlace, Brand);

export class SaveBrandRequest extends BrandPlace {
  @Nested(() => BrandDetails) brand!: BrandDetails;
}

/** Replaces everything but the logo. */
export const SaveBrand = call('save-brand', SaveBrandRequest, Brand);

/** Deletes a brand and its logo. Succeeds if there is none. */
export const DeleteBrand = call('delete-brand', BrandPlace, BrandPlace);

export class SaveBrandLogoRequest extends BrandPlace {
  /** In base64, or as a data URI in base64. */
  @Text({ max: 4 * Math.ceil(maxLogoBytes / 3) + 100 }) content!: string;
}

/** Refused with `invalid` if it is no picture of these types, or is too large. */
export const SaveBrandLogo = call('save-brand-logo', SaveBrandLogoRequest, Brand);

/** Succeeds if there is none. */
export const DeleteBrandLogo = call('delete-brand-logo', BrandPlace, Brand);

export class ReadBrandLogoRequest {
  @OrganizationId organization!: string;
  @LogoId id!: string;
}

export class BrandLogoContent {
  @OneOf(logoTypes) type!: LogoType;

  /** In base64. */
  @Text() content!: string;
}

/** Refused with `logo_unknown`. */
export const ReadBrandLogo = call('read-brand-logo', ReadBrandLogoRequest, BrandLogoContent, {
  askedBy: ['gateway', 'dispatch', 'templates'],
  // mails do not wait for it long
  timeoutMs: 2_000,
});

/** Brands of an organization, each in a state that is read with every message. */
export const maxBrands = 50;

export class BrandList {
  /** The organization's first. */
  @ListOf(() => Brand) brands!: Brand[];
}

export const ListBrands = call('list-brands', BrandPlace, BrandList);

/** All brands of an organization. */
export class OrganizationBrands extends BrandList {
  @OrganizationId organization!: string;
}

/** One key per organization. */
export const Brands = defineState({
  owner: 'config',
  bucket: 'brands',
  value: OrganizationBrands,
  readBy: ['dispatch', 'templates', 'gateway'],
});

/** That of the property, or else the organization's. */
export function brandFor(
  { brands }: Pick<OrganizationBrands, 'brands'>,
  propertyId: string | null = null,
): Brand | null {
  const of = (id: string | null) => brands.find(({ property_id }) => property_id === id);
  return of(propertyId) ?? of(null) ?? null;
}
