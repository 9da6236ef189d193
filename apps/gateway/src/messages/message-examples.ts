import { MessageRecord } from '@subjectline/contracts';
import { exampleOf } from '@subjectline/schema';

/* What the API's description shows of messages in other states. */

const record = exampleOf(MessageRecord);

export const waitingExample: MessageRecord = {
  ...record,
  state: 'queued',
  reason: 'misconfigured',
  provider_message_id: null,
  attempts: 3,
  settled_at: null,
};

export const canceledExample: MessageRecord = {
  ...record,
  id: 'msg_2c7d90ab-5d7e-4a5c-9a86-3f2b7f6b1c44',
  state: 'canceled',
  service_type: null,
  provider_key: null,
  provider_message_id: null,
  attempts: 0,
  send_at: '2026-03-09T08:00:00.000Z',
  canceled_by: 'api-client',
};

export const resentExample: MessageRecord = {
  ...record,
  id: 'msg_0f7e5b36-1d3c-4c57-9f0c-7c7f4f0f3b52',
  state: 'queued',
  service_type: null,
  provider_key: null,
  provider_message_id: null,
  attempts: 0,
  settled_at: null,
  resent_from: record.id,
  resent_by: 'api-client',
};
