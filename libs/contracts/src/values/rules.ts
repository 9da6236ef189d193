import { type Field, Own, Pattern, Text } from '@subjectline/schema';
import type { IdPrefix } from './ids';

/** The default organization. */
export const defaultOrganization = 'default';

export const organizationPattern = /^[a-z0-9][a-z0-9_-]{0,62}$/;

/** An organization's id. It stands in subjects and keys of the broker, hence the narrow alphabet. */
export const OrganizationId = Pattern(organizationPattern, 'must be an organization id', {
  example: 'default',
});

/** An id that begins with what it is one of, such as `pri_`. */
export function IdOf(prefix: IdPrefix, example?: string): Field<string> {
  return Pattern(new RegExp(`^${prefix}_`), undefined, { example });
}

/** The key of a provider config, as Fides checks it. */
export const ProviderKey = Pattern(
  /^[A-Za-z0-9_.<>-]{1,200}$/,
  "FidesKeys must only contain alphanumeric characters, '.', '_', '<', '>' or '-', at most 200 of them",
  { example: 'mailgun_config' },
);

export const messageIdPattern = /^msg_[0-9a-f-]{36}$/;

export const MessageId = Pattern(messageIdPattern, undefined, {
  example: 'msg_5e0d4c1a-7b1f-4f0e-9a55-2b8c1f3f9a10',
});

/** A language tag of BCP 47, checked by form only. */
export const LanguageTag = Pattern(/^[A-Za-z0-9-]{2,35}$/, 'must be a language tag', { example: 'en' });

function isDay(value: unknown): boolean {
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(value)) return false;
  const moment = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(value);
}

/** A day, such as `2026-12-25`. */
export const Day = Own<string>(
  { name: 'isDay', validate: isDay, message: 'must be a day that exists, such as 2026-12-25' },
  { example: '2026-12-25' },
);

/** The language that a person reads, as BCP 47 names it. */
export const Locale = Text({ max: 35 });

const propertyPattern = /^FDS-[A-Z0-9]{6}$/;

/** A property in the sense of Fides: a site or a brand. There is no registry of them, so only the form is checked. */
export const PropertyId = Pattern(propertyPattern, 'must be a property id such as FDS-1A2B3C', {
  example: 'FDS-1A2B3C',
});

export function isPropertyId(id: string): boolean {
  return propertyPattern.test(id);
}
