import {
  ApproveAutomatically,
  IdentityVerified,
  ReadRequest,
  type ApproveAutomaticallyTask,
  type IdentityVerifiedEvent,
  type ListRequestsRequest,
  type PrivacyRequest,
  type ReadRequestRequest,
} from '@subjectline/contracts';
import { describe, expect, it } from 'vitest';
import { Answers, Does, Hears, type Delivery } from './handlers';

/* The compiler is the test here: `npm run check` fails when an error that is expected below does not occur. */

declare const found: PrivacyRequest;

class Handlers {
  @Answers(ReadRequest)
  read({ id }: ReadRequestRequest): PrivacyRequest {
    return { ...found, id };
  }

  @Answers(ReadRequest)
  async readLater({ id }: ReadRequestRequest): Promise<PrivacyRequest> {
    return Promise.resolve({ ...found, id });
  }

  // @ts-expect-error: the request of another call
  @Answers(ReadRequest)
  list({ page }: ListRequestsRequest): PrivacyRequest {
    return { ...found, id: String(page) };
  }

  // @ts-expect-error: not the reply of the call
  @Answers(ReadRequest)
  count({ id }: ReadRequestRequest): { total: number } {
    return { total: id.length };
  }

  @Does(ApproveAutomatically)
  async approve({ id }: ApproveAutomaticallyTask): Promise<void> {
    await Promise.resolve(id);
  }

  @Does(ApproveAutomatically)
  async approveAgain({ id }: ApproveAutomaticallyTask, { deliveries }: Delivery): Promise<void> {
    await Promise.resolve([id, deliveries]);
  }

  // @ts-expect-error: a call is not delivered again
  @Answers(ReadRequest)
  readAgain({ id }: ReadRequestRequest, { deliveries }: Delivery): PrivacyRequest {
    return { ...found, id: `${id} ${deliveries}` };
  }

  // @ts-expect-error: the payload of an event
  @Does(ApproveAutomatically)
  async advance({ challenge_id }: IdentityVerifiedEvent): Promise<void> {
    await Promise.resolve(challenge_id);
  }

  @Hears(IdentityVerified, 'requests')
  async hear({ challenge_id }: IdentityVerifiedEvent): Promise<void> {
    await Promise.resolve(challenge_id);
  }

  // @ts-expect-error: the request of a call
  @Hears(IdentityVerified, 'requests')
  async hearOther({ page }: ListRequestsRequest): Promise<void> {
    await Promise.resolve(page);
  }
}

describe('a handler', () => {
  it('fits its contract, or does not compile', () => {
    expect(Object.getOwnPropertyNames(Handlers.prototype)).toHaveLength(11);
  });
});
