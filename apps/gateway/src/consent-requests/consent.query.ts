import type { ListConsentRequest } from '@subjectline/contracts';
import { readMoment } from '../http/moment';
import { readSwitch, readText, type Query } from '../http/page';
import { refuseEmptySpan } from '../privacy-requests/search/empty-span';

export const consentQuery = {
  data_use: 'A data use.',
  opt_in: '`true` or `false`.',
  has_gpc_flag: '`true` or `false`.',
  conflicts_with_gpc: '`true` or `false`.',
  identity: 'The exact e-mail address, phone number or id of a person.',
  created_gt: 'First saved after this time.',
  created_lt: 'First saved before this time.',
  updated_gt: 'Last saved after this time.',
  updated_lt: 'Last saved before this time.',
  page: 'Starts at 1.',
  size: 'Max: 100. Default: 50.',
} as const;

type ConsentFilter = Omit<ListConsentRequest, 'organization' | 'page' | 'size'>;

export function readConsentQuery(query: Query): ConsentFilter {
  const filter: ConsentFilter = {};
  for (const name of ['data_use', 'identity'] as const) {
    const given = readText(query, name);
    if (given !== undefined) filter[name] = given;
  }
  for (const name of ['opt_in', 'has_gpc_flag', 'conflicts_with_gpc'] as const) {
    const isOn = readSwitch(query, name);
    if (isOn !== undefined) filter[name] = isOn;
  }
  for (const name of ['created_gt', 'created_lt', 'updated_gt', 'updated_lt'] as const) {
    const given = readText(query, name);
    if (given !== undefined) filter[name] = readMoment(given, ['query', name]);
  }
  refuseEmptySpan('created', filter.created_gt, filter.created_lt);
  refuseEmptySpan('updated', filter.updated_gt, filter.updated_lt);
  return filter;
}
