import {
  ApproveAutomatically,
  IdentityVerified,
  ListRequests,
  ReadRequest,
  type ApproveAutomaticallyTask,
  type IdentityVerifiedEvent,
  type ListRequestsRequest,
  type PrivacyRequest,
  type ReadRequestRequest,
} from '@subjectline/contracts';
import { describe, expect, it } from 'vitest';
import { answering } from './answering';
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

class Reading {
  read({ id }: ReadRequestRequest): PrivacyRequest {
    return { ...found, id };
  }

  async readLater(request: ReadRequestRequest): Promise<PrivacyRequest> {
    return Promise.resolve(this.read(request));
  }

  count({ id }: ReadRequestRequest): { total: number } {
    return { total: id.length };
  }
}

answering(Reading, { read: ReadRequest, readLater: ReadRequest });
// @ts-expect-error: the request of another call
answering(Reading, { read: ListRequests });
// @ts-expect-error: not the reply of the call
answering(Reading, { count: ReadRequest });
// @ts-expect-error: no such method
answering(Reading, { find: ReadRequest });
// @ts-expect-error: one of two does not fit
answering(Reading, { read: ReadRequest, count: ReadRequest });
// @ts-expect-error: an event
answering(Reading, { read: IdentityVerified });

describe('a handler', () => {
  it('fits its contract, or does not compile', () => {
    expect(Object.getOwnPropertyNames(Handlers.prototype)).toHaveLength(11);
  });
});
