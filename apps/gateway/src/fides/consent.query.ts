import type { ListConsentRequest } from '@subjectline/contracts';
import { readMoment } from '../http/moment';
import { readSwitch, readText, type Query } from '../http/page';

export const consentQuery = {
  data_use: 'Only about this use of data',
  opt_in: '`true` or `false`',
  has_gpc_flag: '`true` or `false`',
  conflicts_with_gpc: '`true` or `false`',
  updated_gt: 'Only what was said after this moment',
  updated_lt: 'Only what was said before this moment',
  page: 'Counted from 1',
  size: 'Up to 100; 50 unless told',
} as const;

type ConsentFilter = Omit<ListConsentRequest, 'organization' | 'page' | 'size'>;

export function readConsentQuery(query: Query): ConsentFilter {
  const data_use = readText(query, 'data_use');
  const filter: ConsentFilter = data_use === undefined ? {} : { data_use };
  for (const name of ['opt_in', 'has_gpc_flag', 'conflicts_with_gpc'] as const) {
    const isOn = readSwitch(query, name);
    if (isOn !== undefined) filter[name] = isOn;
  }
  for (const name of ['updated_gt', 'updated_lt'] as const) {
    const given = readText(query, name);
    if (given !== undefined) filter[name] = readMoment(given, ['query', name]);
  }
  return filter;
}
