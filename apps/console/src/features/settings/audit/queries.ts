import { keepPreviousData } from '@tanstack/react-query';
import { api, client } from '../../../api/client';
import { Problem } from '../../../api/problem';
import type { AuditFilters } from './filters';

export function auditQuery({ page = 1, ...filters }: AuditFilters) {
  const params = { query: { page, size: 50, ...filters } };
  return api.queryOptions('get', '/api/v1/audit', { params }, { placeholderData: keepPreviousData });
}

export interface Verdict {
  readonly entries: number;
  /** The number of the first entry that does not fit, or null. */
  readonly brokenAt: number | null;
}

/** Call after call until all entries are verified. */
export async function verifyAll(): Promise<Verdict> {
  let after: number | null = 0;
  let digest: string | null = null;
  let entries = 0;
  while (after !== null) {
    const query: { after: number; digest?: string } = { after, ...(digest && { digest }) };
    const { data } = await client.GET('/api/v1/audit/verify', { params: { query } });
    if (!data) throw new Problem('');
    entries += data.entries;
    if (!data.is_intact) return { entries, brokenAt: data.broken_at };
    digest = data.last_digest;
    after = data.next;
  }
  return { entries, brokenAt: null };
}

/** Call after call, as lines of JSON. */
export async function exportAll(): Promise<string> {
  let after = 0;
  let text = '';
  for (;;) {
    const options = { params: { query: { after } }, parseAs: 'text' } as const;
    const { data } = await client.GET('/api/v1/audit/export', options);
    const lines = (data ?? '').split('\n').filter((line) => line !== '');
    const last = lines.at(-1);
    if (last === undefined) return text;
    text += `${lines.join('\n')}\n`;
    after = (JSON.parse(last) as { seq: number }).seq;
  }
}
