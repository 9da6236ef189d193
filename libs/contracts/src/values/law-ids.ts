import { Pattern } from '@subjectline/schema';

/** A law in the table of an organization. */
export const LawId = Pattern(
  /^[a-z][a-z0-9_]{1,39}$/,
  'must be 2 to 40 lower-case letters, digits or _, a letter first',
  { example: 'eu_gdpr' },
);
