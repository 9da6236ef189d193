import type { ConsentPreference, ConsentPreferences, ConsentRecord } from '@subjectline/contracts';
import { nullableText, objectOf, text, type HandSchema } from '../openapi/shape';
import { flatIdentity } from '../privacy-requests/request-identity';

const flag: HandSchema = { type: 'boolean' };
const preference = {
  data_use: text,
  data_use_description: nullableText,
  opt_in: flag,
  has_gpc_flag: flag,
  conflicts_with_gpc: flag,
};

/** A person's preferences as Fides returns them, with every field. */
export function toConsentResource({ consent }: ConsentPreferences): { consent: object[] | null } {
  return { consent: consent?.map(toPreference) ?? null };
}

export function toConsentReport({ id, identity, created_at, updated_at, ...said }: ConsentRecord): object {
  return { id, identity: flatIdentity(identity), ...toPreference(said), created_at, updated_at };
}

function toPreference(said: ConsentPreference): object {
  const {
    data_use,
    data_use_description = null,
    opt_in,
    has_gpc_flag = false,
    conflicts_with_gpc = false,
  } = said;
  return { data_use, data_use_description, opt_in, has_gpc_flag, conflicts_with_gpc };
}

export const consentShape: HandSchema = objectOf({
  consent: { type: 'array', nullable: true, items: objectOf(preference) },
});

export const reportShape: HandSchema = objectOf({
  id: text,
  identity: { type: 'object', additionalProperties: true },
  ...preference,
  created_at: text,
  updated_at: text,
});

const said = {
  data_use: 'marketing.advertising',
  data_use_description: null,
  opt_in: false,
  has_gpc_flag: false,
  conflicts_with_gpc: false,
};

export const consentExample = { consent: [said] };
export const reportExample = {
  id: 'per_6b8c2f0e-5a1d-4a3b-9a77-0d6f3c9b1e24',
  identity: { email: 'ada@example.com' },
  ...said,
  created_at: '2026-03-02T09:30:00.000Z',
  updated_at: '2026-03-02T09:30:00.000Z',
};
