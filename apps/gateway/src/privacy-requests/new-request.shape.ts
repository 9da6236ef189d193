import { requestSources, type NewRequest } from '@subjectline/contracts';
import { objectOf, text, type HandSchema } from '../openapi/shape';

const labelledValue: HandSchema = {
  type: 'object',
  description: 'An identifier or a field under a name of your own',
  required: ['label', 'value'],
  properties: { label: text, value: { description: 'A text, an integer or a list of these' } },
};
const moment: HandSchema = { type: 'string', format: 'date-time' };

export const identityShape: HandSchema = {
  type: 'object',
  description: 'At least one value has to be there',
  properties: {
    email: { type: 'string', format: 'email' },
    phone_number: { type: 'string', description: 'E.164, such as +15558675309' },
    external_id: text,
    ga_client_id: text,
    ljt_readerID: text,
    fides_user_device_id: { type: 'string', format: 'uuid' },
  },
  // texts as well: the types of a generated client cannot tell other names from the ones above
  additionalProperties: { oneOf: [text, labelledValue] },
};

const fields: Record<keyof NewRequest, HandSchema> = {
  policy_key: text,
  identity: identityShape,
  custom_privacy_request_fields: { type: 'object', additionalProperties: labelledValue },
  property_id: { type: 'string', description: 'Such as FDS-1A2B3C' },
  requested_at: moment,
  source: { type: 'string', enum: [...requestSources] },
  location: { type: 'string', description: 'ISO 3166, such as PT or US-CA' },
  external_id: text,
  encryption_key: { type: 'string', description: '16 bytes; what the engine is to seal its results with' },
  consent_request_id: text,
  consent_preferences: { type: 'array', items: { type: 'object' } },
  started_processing_at: moment,
  finished_processing_at: moment,
};

const optional = Object.keys(fields).filter((name) => !['policy_key', 'identity'].includes(name));

/** A request as Fides' clients write it. */
export const newRequestShape: HandSchema = objectOf(fields, optional);

export const newRequestExample = {
  policy_key: 'default_access_policy',
  identity: { email: 'ada@example.com', loyalty_id: { label: 'Loyalty number', value: '4711' } },
  custom_privacy_request_fields: { name: { label: 'Full name', value: 'Ada Lovelace' } },
  source: 'Privacy Center',
  location: 'PT',
};
