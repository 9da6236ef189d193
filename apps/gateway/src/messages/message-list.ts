import type { Bus } from '@subjectline/bus';
import {
  ListMessages,
  messageKindIds,
  messageStates,
  type MessageKindId,
  type MessageRecord,
  type MessageState,
} from '@subjectline/contracts';
import { Optional } from '@subjectline/schema';
import { placed } from '../http/bodies/placed';
import { pageOf, PageQuery, type Page } from '../http/page';
import { QueryText, QueryWord } from '../http/query/query-fields';

export class RequestMessagesQuery extends PageQuery {
  @Optional(QueryWord(messageStates, `One of ${messageStates.join(', ')}.`)) state?: MessageState;
  @Optional(QueryWord(messageKindIds, 'A message kind, such as `privacy_request_receipt`.'))
  kind?: MessageKindId;
}

export class MessagesQuery extends RequestMessagesQuery {
  @Optional(QueryText('The subject, such as the id of a privacy request.')) about?: string;
}

export async function listMessages(
  bus: Bus,
  organization: string,
  query: MessagesQuery,
): Promise<Page<MessageRecord>> {
  const { items, total } = await placed('query', bus.ask(ListMessages, { organization, ...query }));
  return pageOf(items, total, query);
}
