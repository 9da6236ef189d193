import type { Bus } from '@subjectline/bus';
import {
  deliveryStatuses,
  ListMessages,
  messageKindIds,
  messageStates,
  type DeliveryStatus,
  type MessageKindId,
  type MessageRecord,
  type MessageState,
} from '@subjectline/contracts';
import { Optional } from '@subjectline/schema';
import { placed } from '../http/bodies/placed';
import { pageOf, PageQuery, type Page } from '../http/page';
import { QueryMoment, QueryText, QueryWord } from '../http/query/query-fields';

export class RequestMessagesQuery extends PageQuery {
  @Optional(QueryWord(messageStates, `One of ${messageStates.join(', ')}.`)) state?: MessageState;
  @Optional(QueryWord(messageKindIds, 'A message kind, such as `privacy_request_receipt`.'))
  kind?: MessageKindId;
  @Optional(QueryWord(deliveryStatuses, `What the vendor reports: ${deliveryStatuses.join(', ')}.`))
  delivery?: DeliveryStatus;
  @Optional(QueryText('The key of the provider config of the last try.')) provider_key?: string;
  @Optional(QueryText('The type of the provider of the last try, such as `mailgun`.')) service_type?: string;
  @Optional(QueryMoment('Created after this time.')) created_gt?: string;
  @Optional(QueryMoment('Created before this time.')) created_lt?: string;

  @Optional(QueryText('The id of a message: those that come after it. So that what is new shifts nothing.'))
  before?: string;
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
