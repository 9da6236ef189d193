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
  description: 'Exact values by name. All must match.',
  additionalProperties: text,
};
const stages = ['created', 'started', 'completed', 'errored'];
const moments = stages.flatMap((stage) => [`${stage}_gt`, `${stage}_lt`]);

const filters: Record<string, HandSchema> = {
  request_id: ids,
  request_ids: ids,
  id: ids,
  external_id: { type: 'string', description: 'A prefix.' },
  fuzzy_search_str: {
    type: 'string',
    description: 'Prefix of a request id, or part of an e-mail address, phone number or id of the person.',
  },
  status: oneOrMore(listedStatuses),
  action_type: oneOrMore(listedActions),
  source: oneOrMore(requestSources),
  location: {
    type: 'string',
    description: 'A country including its regions, such as `US`, or a region, such as `US-CA`.',
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

const named = 'Exact values by name, as JSON or as `name[key]=value`. All must match.';

export const filterQuery: Readonly<Record<string, string>> = {
  status: 'A status. May be repeated.',
  request_id: 'Part of an id. `id` is an alias.',
  external_id: 'Prefix of an external id.',
  action_type: '`access`, `erasure`, `consent` or `update`. May be repeated.',
  source: 'A source. May be repeated.',
  location: 'A country or region.',
  is_overdue: '`true` for open requests past their due date, `false` for all others.',
  ...Object.fromEntries(
    stages.flatMap((stage) => [
      [`${stage}_gt`, `Requests ${stage} after this time.`],
      [`${stage}_lt`, `Requests ${stage} before this time.`],
    ]),
  ),
  identity: 'The exact e-mail address, phone number or id of a person.',
  identities: named,
  custom_privacy_request_fields: named,
  fuzzy_search_str: 'Prefix of a request id, or part of an e-mail address, phone number or id of the person.',
  include_consent_webhook_requests: '`true` includes requests from the source Consent Webhook.',
  include_deleted_requests: 'Ignored: there is no soft delete.',
};

export const listQuery = {
  sort_field: `One of ${requestSortFields.join(', ')}.`,
  sort_direction: '`asc` or `desc`. Default: `desc`.',
  verbose: "`true` includes the last 1,000 entries of each request's history.",
  include_identities: "`true` includes the persons' identities.",
  include_custom_privacy_request_fields: '`true` includes custom form fields.',
  download_csv: '`true` returns all matches as CSV.',
} as const;

/** What a search takes in its body alone. */
export const bodyOnlyNames: readonly string[] = [...Object.keys(filters), 'identity'];
