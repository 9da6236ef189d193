import type { MessageHistory, MessageRecord } from '@subjectline/contracts';

/* What the API's description shows. */

export const recordExample = {
  id: 'msg_6a1f0c2e-93d4-4b1c-8f6e-0a5b7c2d9e11',
  kind: 'privacy_request_receipt',
  state: 'sent',
  reason: null,
  provider_reason: null,
  channel: 'email',
  about: 'pri_0b6c8a58-4f3e-4d0f-9a37-7e4f3a1f2b6d',
  service_type: 'mailgun',
  provider_key: 'mailgun',
  provider_message_id: '20260302093001.1.5C3A@mg.example.com',
  wording_version: 0,
  wording_locale: 'en',
  missing: [],
  attempts: 1,
  created_at: '2026-03-02T09:30:00.000Z',
  next_attempt_at: null,
  settled_at: '2026-03-02T09:30:01.000Z',
  resent_from: null,
  resent_by: null,
} as const satisfies Readonly<MessageRecord>;
export const historyExample: MessageHistory = {
  ...recordExample,
  tries: [
    {
      number: 1,
      service_type: 'mailgun',
      provider_key: 'mailgun',
      outcome: 'sent',
      code: null,
      reason: null,
      started_at: '2026-03-02T09:30:00.000Z',
      finished_at: '2026-03-02T09:30:01.000Z',
    },
  ],
};
export const waitingExample = {
  ...recordExample,
  state: 'queued',
  reason: 'misconfigured',
  provider_message_id: null,
  attempts: 3,
  settled_at: null,
} as const satisfies Readonly<MessageRecord>;
export const resentExample = {
  ...recordExample,
  id: 'msg_0f7e5b36-1d3c-4c57-9f0c-7c7f4f0f3b52',
  state: 'queued',
  service_type: null,
  provider_key: null,
  provider_message_id: null,
  attempts: 0,
  settled_at: null,
  resent_from: recordExample.id,
  resent_by: 'api-client',
};

export const recordsExample = { items: [recordExample], total: 1, page: 1, size: 50, pages: 1 };
