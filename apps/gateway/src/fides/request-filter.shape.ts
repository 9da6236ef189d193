import { requestActions, requestStatuses } from '@subjectline/contracts';
import { listOf, objectOf, text, type HandSchema } from '../openapi/shape';

const oneOrMore = (words: readonly string[]): HandSchema => {
  const word = { type: 'string', enum: [...words] };
  return { oneOf: [word, listOf(word)] };
};
const ids: HandSchema = { oneOf: [text, listOf(text)] };
const moment: HandSchema = { type: 'string', format: 'date-time' };

const fields = {
  request_id: ids,
  request_ids: ids,
  id: ids,
  external_id: { type: 'string', description: 'How it begins' },
  fuzzy_search_str: { type: 'string', description: 'An id of a request, an e-mail address or a number' },
  status: oneOrMore(requestStatuses),
  action_type: oneOrMore(requestActions),
  created_gt: moment,
  created_lt: moment,
  identities: { type: 'object', description: 'Exact values by name', additionalProperties: text },
} satisfies Record<string, HandSchema>;

/** Fields that a body can filter by. */
export const filterNames: readonly string[] = Object.keys(fields);

export const filterBodyShape: HandSchema = objectOf(fields, filterNames);
