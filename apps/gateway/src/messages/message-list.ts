import type { Bus } from '@subjectline/bus';
import { ListMessages, messageKindIds, messageStates, type MessageRecord } from '@subjectline/contracts';
import { pageOf, readPageQuery, readWord, type Page, type Query } from '../http/page';
import { placed } from '../http/bodies/placed';

/** A page of messages, with the filters that a query names. */
export async function listMessages(
  bus: Bus,
  organization: string,
  query: Query,
  about: string | undefined,
): Promise<Page<MessageRecord>> {
  const page = readPageQuery(query);
  const state = readWord(query, 'state', messageStates);
  const kind = readWord(query, 'kind', messageKindIds);
  const filters = { ...(about !== undefined && { about }), ...(state && { state }), ...(kind && { kind }) };
  const { items, total } = await placed(
    'query',
    bus.ask(ListMessages, { organization, ...page, ...filters }),
  );
  return pageOf(items, total, page);
}
