import { NewRequest, type LabelledValue, type RequestIdentity } from '@subjectline/contracts';
import { ObjectOf, OmitFields, Optional } from '@subjectline/schema';
import type { HandSchema } from '../openapi/shape';

/* Bodies whose values stand under names of the caller's own, which no class can list. */

const text: HandSchema = { type: 'string' };

const labelledValue: HandSchema = {
  type: 'object',
  description: 'An identifier or a field under a name of your own',
  required: ['label', 'value'],
  properties: { label: text, value: { description: 'A text, an integer or a list of these' } },
};

/** An identity as Fides takes it: custom identifiers stand beside its own (`request-identity.ts`). */
export const identitySchema: HandSchema = {
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

export const CustomFields = ObjectOf<Record<string, LabelledValue>>({
  schema: { additionalProperties: labelledValue },
});

/** A request as Fides' clients write it. */
export class NewRequestBody extends OmitFields(NewRequest, ['identity', 'custom_privacy_request_fields']) {
  @ObjectOf<RequestIdentity>({ schema: identitySchema }) identity!: RequestIdentity;
  @Optional(CustomFields) custom_privacy_request_fields?: Record<string, LabelledValue>;
}

export const newRequestExample = {
  policy_key: 'default_access_policy',
  identity: { email: 'ada@example.com', loyalty_id: { label: 'Loyalty number', value: '4711' } },
  custom_privacy_request_fields: { name: { label: 'Full name', value: 'Ada Lovelace' } },
  source: 'Privacy Center',
  location: 'PT',
};
