import { describe, expect, it } from 'vitest';
import { handoverAfter } from './failover';

const candidates = [
  { key: 'texts', version: 1 },
  { key: 'mails', version: 2 },
];
const task = {
  organization: 'default',
  id: 'msg_1',
  kind: 'privacy_request_receipt',
  locale: 'en',
  sealed_content: 'sealed',
} as const;

describe('an account that refuses one message', () => {
  it.each([
    ['country_not_enabled', []],
    ['trial_account', []],
    ['reply_to_invalid', []],
    ['sender_invalid', ['texts@1']],
    ['key_wrong', ['texts@1']],
  ] as const)('for %s: the next one is turned to, and broken are %j', (reason, broken) => {
    const result = { outcome: 'misconfigured', code: '1', reason } as const;
    expect(handoverAfter({ task, number: 1, key: 'texts', result, candidates })).toEqual({
      key: 'mails',
      after_tries: 1,
      times: 1,
      broken,
    });
  });
});

it('that refuses one message after all others have is not asked again in turn', () => {
  const result = { outcome: 'misconfigured', code: '1', reason: 'trial_account' } as const;
  const handedOver = { ...task, handover: { key: 'mails', after_tries: 1, times: 1, broken: [] } };
  const second = { task: handedOver, number: 2, key: 'mails', result, candidates };
  expect(handoverAfter(second)).toBeNull();
});
