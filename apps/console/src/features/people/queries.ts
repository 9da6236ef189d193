import { queryOptions } from '@tanstack/react-query';
import { api, client } from '../../api/client';
import { Problem } from '../../api/problem';
import type { PersonExport, PersonHold, PersonReference, PersonSection } from '../../api/types';

/** What is held of a person. Each call is recorded as a look, so that none is repeated by itself. */
export async function readPerson(
  person: PersonReference,
  rest: { readonly section?: PersonSection; readonly skip?: number } = {},
): Promise<PersonExport> {
  const { data } = await client.POST('/api/v1/persons/export', { body: { ...person, ...rest } });
  if (!data) throw new Problem('');
  return data;
}

/** The same as a page to hand over. */
export async function readPersonPage(person: PersonReference): Promise<string> {
  const { data } = await client.POST('/api/v1/persons/export', {
    params: { query: { format: 'html' } },
    body: person,
    parseAs: 'text',
  });
  return data ?? '';
}

/** With the records that follow in one section. */
export async function readMore(
  person: PersonReference,
  held: PersonExport,
  { name, next }: PersonExport['sections'][number],
): Promise<PersonExport> {
  const more = await readPerson(person, { section: name, skip: next ?? 0 });
  const [added] = more.sections;
  if (!added) return held;
  const sections = held.sections.map((section) =>
    section.name === name ? { ...added, records: [...section.records, ...added.records] } : section,
  );
  return { ...held, sections, is_complete: sections.every((section) => section.next === null) };
}

/** All of it, however many calls that takes. */
export async function readAll(person: PersonReference, held: PersonExport): Promise<PersonExport> {
  let all = held;
  for (;;) {
    const open = all.sections.find(({ next }) => next !== null);
    if (!open) return all;
    all = await readMore(person, all, open);
  }
}

/** Those in force. */
export const holdsQuery = queryOptions({
  queryKey: ['holds'],
  queryFn: async (): Promise<readonly PersonHold[]> => {
    const found: PersonHold[] = [];
    for (let page = 1, pages = 1; page <= pages; page += 1) {
      const { data } = await client.GET('/api/v1/persons/hold', { params: { query: { page, size: 100 } } });
      found.push(...(data?.items ?? []));
      pages = data?.pages ?? 0;
    }
    return found.filter(({ removed_at }) => removed_at === null);
  },
});

export const holdReasons = [
  'litigation',
  'complaint',
  'authority',
  'access_dispute',
  'other',
] as const satisfies readonly PersonHold['reason'][];

export function holdPerson(person: PersonReference, reason: PersonHold['reason']) {
  return client.PUT('/api/v1/persons/hold', { body: { ...person, reason } });
}

export function removeHold(id: string) {
  return client.DELETE('/api/v1/persons/hold/{id}', { params: { path: { id } } });
}

export async function erasePerson(person: PersonReference): Promise<string> {
  const { data } = await client.POST('/api/v1/persons/erase', { body: person });
  if (!data) throw new Problem('');
  return data.id;
}

export function erasureQuery(id: string) {
  return api.queryOptions(
    'get',
    '/api/v1/persons/erase/{id}',
    { params: { path: { id } } },
    { refetchInterval: ({ state }) => (state.data?.state === 'running' ? 2_000 : false) },
  );
}

export const providersQuery = api.queryOptions('get', '/api/v1/messaging/config', {
  params: { query: { size: 100 } },
});
