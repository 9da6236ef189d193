import { listedActions, listedStatuses, requestSortFields, requestSources } from '@subjectline/contracts';
import { listOf, objectOf, text, type HandSchema } from '../../openapi/shape';

const oneOrMore = (words: readonly string[]): HandSchema => {
  const word = { type: 'string', enum: [...words] };
  return { oneOf: [word, listOf(word)] };
};
const ids: HandSchema = { oneOf: [text, listOf(text)] };
const moment: HandSchema = { type: 'string', format: 'date-time' };
const flag: HandSchema = { type: 'boolean' };
const exactValues: HandSchema = {
  type: 'object',
  description: 'Exact values by name, all of which have to fit',
  additionalProperties: text,
};
const stages = ['created', 'started', 'completed', 'errored'];
const moments = stages.flatMap((stage) => [`${stage}_gt`, `${stage}_lt`]);

const filters: Record<string, HandSchema> = {
  request_id: ids,
  request_ids: ids,
  id: ids,
  external_id: { type: 'string', description: 'How it begins' },
  fuzzy_search_str: {
    type: 'string',
    description: 'How an id begins, or a part of an e-mail address, a number or an id of the person',
  },
  status: oneOrMore(listedStatuses),
  action_type: oneOrMore(listedActions),
  source: oneOrMore(requestSources),
  location: {
    type: 'string',
    description: 'A country with all its parts, such as US, or one, such as US-CA',
  },
  is_overdue: flag,
  ...Object.fromEntries(moments.map((name) => [name, moment])),
  identities: exactValues,
  custom_privacy_request_fields: exactValues,
  include_consent_webhook_requests: flag,
  include_deleted_requests: flag,
};

const options: Record<string, HandSchema> = {
  verbose: flag,
  include_identities: flag,
  include_custom_privacy_request_fields: flag,
  download_csv: flag,
  sort_field: { type: 'string', enum: [...requestSortFields] },
  sort_direction: { type: 'string', enum: ['asc', 'desc'] },
};

/** Everything that a body of Fides' may name: filters, and what the list shows. */
export const filterNames: readonly string[] = Object.keys({ ...filters, ...options });

export const filterBodyShape: HandSchema = objectOf({ ...filters, ...options }, filterNames);

const named = 'Exact values by name, as JSON or as `name[key]=value`; all of them have to fit';

export const filterQuery: Readonly<Record<string, string>> = {
  status: 'Only of this status; may be given several times',
  request_id: 'Only those whose id has this part; `id` means the same',
  external_id: 'Only those whose external id begins like this',
  action_type: 'access, erasure, consent or update; may be given several times',
  source: 'Only from this source; may be given several times',
  location: 'Only from this country or part of a country',
  is_overdue: '`true` for those that are still to be answered and late, `false` for all others',
  ...Object.fromEntries(
    stages.flatMap((stage) => [
      [`${stage}_gt`, `Only those that were ${stage} after this moment`],
      [`${stage}_lt`, `Only those that were ${stage} before this moment`],
    ]),
  ),
  identity: 'Only those of the person with exactly this e-mail address, number or id',
  identities: named,
  custom_privacy_request_fields: named,
  fuzzy_search_str: 'How an id begins, or a part of an e-mail address, a number or an id of the person',
  include_consent_webhook_requests: '`true` shows those of the source Consent Webhook too',
  include_deleted_requests: 'Without effect: no request is ever deleted softly',
};

export const listQuery = {
  sort_field: `One of ${requestSortFields.join(', ')}`,
  sort_direction: 'asc or desc; default desc',
  verbose: '`true` shows what happened to each request',
  include_identities: '`true` shows who the persons are',
  include_custom_privacy_request_fields: '`true` shows what else the form asked for',
  download_csv: '`true` answers with all that fit, as CSV',
} as const;

/** What a search takes in its body alone. */
export const bodyOnlyNames: readonly string[] = [...Object.keys(filters), 'identity'];
