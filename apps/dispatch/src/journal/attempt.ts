import type { Channel, SendMessageTask } from '@subjectline/contracts';
import type { RecipientDigests } from '../message/message-recipients';
import type { AttemptResult, Verdict } from '../message/outcome';

/** A try that is about to be made. */
export interface Intent {
  readonly task: SendMessageTask;
  readonly serviceType: string;
  readonly providerKey: string;
  readonly channel: Channel;
  readonly wording: { readonly version: number; readonly locale: string };
  /** Variables of the wording without a value. */
  readonly missing: readonly string[];
  /** Keyed digest of the address, by which reports name it later. */
  readonly recipientDigest?: string;
  /** Keyed digest of a text message, by which its vendor's list shows it. */
  readonly textDigest?: string | undefined;
  /** Of a phone number. */
  readonly country?: string | null;
  /** By which it is found where it is not known whether it was written. */
  readonly tryId?: string;
}

/** A message that ends before a provider is called. */
export interface Unsent {
  readonly task: SendMessageTask;
  readonly verdict: Verdict;
  readonly missing: readonly string[];
  readonly recipients: RecipientDigests;
}

/** A try that has ended. */
export interface Attempt {
  readonly task: SendMessageTask;
  readonly number: number;
  readonly serviceType: string;
  readonly providerKey: string;
  readonly startedAt: Date;
  readonly finishedAt: Date;
  readonly result: AttemptResult;
  readonly verdict: Verdict;
  /** It failed because of the account, which does not count against the message. */
  readonly isUncounted: boolean;
  /** The accounts that the next try waits for, if there is one. */
  readonly waitsFor: readonly string[];
  /** Its trace, which the next try continues. */
  readonly traceParent?: string | undefined;
  readonly channel?: Channel;
  /** Of a phone number. */
  readonly country?: string | null;
}

/** A try that ended before its message could leave. */
export interface Unbegun {
  readonly intent: Intent;
  /** Makes the ended try of it, once it has its number. */
  readonly attemptOf: (begun: Begun) => Attempt;
}

/** A try that has begun. */
export interface Begun {
  /** Nothing was stored of the message before. */
  readonly isNew: boolean;
  /** Counted from 1. */
  readonly number: number;
  readonly leaseId: number;
  /** Earlier tries that failed because the account did not work. */
  readonly uncounted: number;
  /** Earlier tries that the vendor may have taken. */
  readonly unknowns: number;
}
