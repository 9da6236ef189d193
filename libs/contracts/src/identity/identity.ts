import {
  Flag,
  Int,
  ListOf,
  Nullable,
  Nullish,
  OneOf,
  Optional,
  Pattern,
  Text,
  Timestamp,
  WebAddress,
} from '@subjectline/schema';
import { callOf, defineEvent, defineTask } from '../contract/define';
import type { LimitReason } from '../dispatch/message-records';
import { channels, messageKindIds, type Channel, type MessageKindId } from '../catalog/messages';
import { TypedCode } from '../values/typed-code';
import { exampleIds } from '../values/example-ids';
import { Locale, IdOf, OrganizationId } from '../values/rules';

const call = callOf('identity', { askedBy: ['requests', 'consents'] });

const RequiredClientDigest = Pattern(
  /^[A-Za-z0-9_-]{1,32}\.[A-Za-z0-9_-]{43}(\/[A-Za-z0-9_-]{1,32}\.[A-Za-z0-9_-]{43})?$/,
);

/**
 * Where a call came from, as a keyed digest made where HTTP ends; limits are counted under it. For IPv6 that of the
 * caller's /64, a slash, and that of the /48 around it. Null for a caller that has none, such as one on the same machine.
 */
export const ClientDigest = Nullish(RequiredClientDigest);

/** The parts of a `ClientDigest`. */
export interface ClientDigests {
  readonly address: string;
  /** Of the IPv6 site around the address; null for IPv4. */
  readonly site: string | null;
}

export function joinedDigest({ address, site }: ClientDigests): string {
  return site === null ? address : `${address}/${site}`;
}

export function digestsIn(clientDigest: string): ClientDigests {
  const [address = '', site = null] = clientDigest.split('/');
  return { address, site };
}

/**
 * How many times the limit of one address an IPv6 site has, which may hold 65,536 networks of one caller, or those of many
 * households.
 */
export const siteFactor = 16;

/** Thirty days: an approval may have to wait for an approver who is away. */
export const maxProofSeconds = 30 * 86_400;

/**
 * `disowned`: the owner of the address says that they did not ask for the message, and gets no more for a while;
 * `domain` and `phone_range`: many addresses of one owner, or numbers in a row.
 */
export const sendLimitNames = [
  'disowned',
  'identifier',
  'domain',
  'phone_range',
  'client',
  'organization',
] as const;
export type SendLimitName = (typeof sendLimitNames)[number];

/** The reason recorded for a message suppressed by a rate limit. */
export const limitReasonOf: Readonly<Record<SendLimitName, LimitReason>> = {
  disowned: 'disowned',
  identifier: 'address_limit',
  domain: 'domain_limit',
  phone_range: 'phone_range_limit',
  client: 'caller_limit',
  organization: 'organization_limit',
};

/**
 * Draws a code for an address, or a link where the kind has a parameter for one (`proofLink`), and has it sent. A second
 * challenge about the same thing ends the first; of codes the last two are right until they expire.
 */
export class StartChallengeTask {
  /** The id of the challenge. Repeating it changes nothing. */
  @Pattern(/^cha_[0-9a-f-]{36}$/) id!: string;
  @OrganizationId organization!: string;

  /** The subject, such as a privacy request's id; `VerifyChallenge` names it again. */
  @Text({ max: 128 }) about!: string;

  /** The subject its message is recorded under, if different. */
  @Optional(Text({ max: 128 })) message_about?: string;
  @OneOf(channels) channel!: Channel;

  /** Sealed `SealedContent`, bound to `challengeContext`; the proof itself and how long it is good for are added. */
  @Text() sealed_content!: string;
  @OneOf(messageKindIds) message_kind!: MessageKindId;
  @Locale locale!: string;

  /** The code stays valid until it expires: Fides' consent pages send theirs with every change. */
  @Optional(Flag) reusable?: boolean;

  /** Lifetime. Default: identity's own setting. */
  @Optional(Int({ min: 60, max: maxProofSeconds })) lifetime_seconds?: number;

  /** Max wrong guesses at a code and its predecessor together. Default: 3. */
  @Optional(Int({ min: 1, max: 10 })) maximum_tries?: number;

  /** Where the person is redirected after following the link. */
  @Optional(WebAddress) return_to?: string;
  @ClientDigest client_digest?: string | null;

  /** The address was given by an API client of the organization, which has a higher limit per address. */
  @Optional(Flag) by_client?: boolean;

  /** Already counted against the caller's limits (`TakeSends`) before it was stored. */
  @Optional(Flag) caller_counted?: boolean;
}

/** The context that a challenge's sealed content is bound to. */
export function challengeContext(organization: string, about: string): string {
  return `challenge:${organization}:${about}`;
}

const startChallenge = {
  owner: 'identity',
  payload: StartChallengeTask,
  sentBy: ['requests', 'consents', 'config'],
} as const;

/** The queue of persons who ask for themselves. */
export const StartChallenge = defineTask({ ...startChallenge, name: 'start-challenge', concurrency: 16 });

/** The queue of API clients and of calls with many requests: a backlog here does not delay the other queue. */
export const StartChallengeInBulk = defineTask({
  ...startChallenge,
  name: 'start-challenge-in-bulk',
  concurrency: 4,
});

export class VerifyChallengeRequest {
  @OrganizationId organization!: string;
  @Text({ max: 128 }) about!: string;

  /** Other subjects that the code may be for: a wrong one costs each of them a try. */
  @Optional(ListOf(Text({ max: 128 }), { max: 3 })) also?: string[];

  /** Refused as `invalid`, without using up a try, unless it has six digits. */
  @TypedCode code!: string;
  @ClientDigest client_digest?: string | null;
}

export class VerifiedChallenge {
  @Text() challenge_id!: string;

  /** The channel the code was sent by. Only the address on that channel is verified. */
  @OneOf(channels) channel!: Channel;
  @Timestamp verified_at!: string;
}

/**
 * Refused with `code_incorrect` (costs a try), `code_limit` (the tries are used up and the code is gone), `code_expired`
 * (too late, or there never was one), `code_used` (another caller was first with the right one) and `too_many_requests`
 * (the caller's limit of guesses is used up; the code still works).
 */
export const VerifyChallenge = call('verify-challenge', VerifyChallengeRequest, VerifiedChallenge, {
  askedBy: ['requests', 'consents', 'config'],
});

export class CountSendRequest {
  @OrganizationId organization!: string;
  @OneOf(channels) channel!: Channel;

  /** Sealed `Address`, bound to `countedAddressContext`. */
  @Text() sealed_address!: string;

  /** The same id again is counted once and gets the same response. */
  @Optional(IdOf('cnt')) count_id?: string;
  @ClientDigest client_digest?: string | null;

  /** As in `StartChallengeTask`. */
  @Optional(Flag) caller_counted?: boolean;
}

/** A message that a call would send. */
export class WantedSend {
  @OneOf(channels) channel!: Channel;

  /** Sealed `Address`, bound to `countedAddressContext`; left out where the message has no recipient. */
  @Optional(Text()) sealed_address?: string;
}

export class TakeSendsRequest {
  @OrganizationId organization!: string;
  @RequiredClientDigest client_digest!: string;
  @ListOf(() => WantedSend, { min: 1, max: 100 }) sends!: WantedSend[];

  /** All or nothing: if one is over a limit, all are refused. */
  @Optional(Flag) whole?: boolean;

  /** The id of the whole call. Repeated by the same caller within ten minutes, it is counted once. */
  @Optional(Text({ max: 128 })) take_id?: string;
}

export class RefusedSend {
  /** Its index in `sends`. */
  @Int() index!: number;

  /** When it can be sent. */
  @Int() retry_after_seconds!: number;
}

export class TakenSends {
  /** Those over the caller's limits. The others are now counted. */
  @ListOf(() => RefusedSend) refused!: RefusedSend[];
}

/**
 * Takes messages from the limits of one caller (IP address) before anything is stored for them: from the one for all
 * their messages, and from the one for their messages to the same address. The answer may be told to the caller: it
 * depends on what they have asked for themselves, and on nothing that is known of an address.
 */
export const TakeSends = call('take-sends', TakeSendsRequest, TakenSends, {
  // called while a person waits for the response to a form: with `CountSend` it fits into the timeout of `CreateRequests`
  timeoutMs: 2_000,
});

/** The context that the sealed address of a counted message is bound to. */
export function countedAddressContext(organization: string): string {
  return `counted-address:${organization}`;
}

export class CountedSend {
  /** The limit that was reached: the message must not be sent. */
  @Nullable(OneOf(sendLimitNames)) spent_budget!: SendLimitName | null;
}

/** Counts a message to an unverified address against the limits for codes, and answers whether it may be sent. */
export const CountSend = call('count-send', CountSendRequest, CountedSend, {
  // called while a person waits for the response to a form
  timeoutMs: 1_500,
});

export class ReadSendLimitsRequest {
  @OrganizationId organization!: string;

  /** Sealed `Address`, bound to `countedAddressContext`: its email, its phone number, or both. */
  @Text() sealed_address!: string;
}

export class ReachedLimit {
  @OneOf(channels) channel!: Channel;
  @OneOf(sendLimitNames) budget!: SendLimitName;
}

export class ReachedLimits {
  @ListOf(() => ReachedLimit) limits!: ReachedLimit[];
}

/** The limits that keep the next code or receipt from an address at this moment, for any caller. Nothing is counted. */
export const ReadSendLimits = call('read-send-limits', ReadSendLimitsRequest, ReachedLimits, {
  askedBy: ['gateway'],
});

/** How a person proves that an address is theirs. */
export const verificationMethods = ['code', 'link'] as const;
export type VerificationMethod = (typeof verificationMethods)[number];

export class IdentityVerifiedEvent {
  @OrganizationId organization!: string;
  @Text({ example: exampleIds.request }) about!: string;
  @IdOf('cha', exampleIds.challenge) challenge_id!: string;
  @OneOf(channels) channel!: Channel;

  /** Absent: told by a version that did not say. */
  @Optional(OneOf(verificationMethods, { example: 'code' })) method?: VerificationMethod;
  @Timestamp verified_at!: string;
}

export const IdentityVerified = defineEvent({
  owner: 'identity',
  name: 'verified',
  payload: IdentityVerifiedEvent,
  heardBy: ['requests', 'consents', 'dispatch', 'webhooks'],
});

export class SendSuppressedEvent {
  @OrganizationId organization!: string;
  @Text({ example: exampleIds.request }) about!: string;
  @IdOf('cha', exampleIds.challenge) challenge_id!: string;

  /** The limit that was reached. */
  @OneOf(sendLimitNames, { example: 'identifier' }) budget!: SendLimitName;
  @Timestamp suppressed_at!: string;
}

export class CodeExhaustedEvent {
  @OrganizationId organization!: string;
  @Text({ example: exampleIds.request }) about!: string;
  @IdOf('cha', exampleIds.challenge) challenge_id!: string;
  @Timestamp exhausted_at!: string;
}

/** The last try at a code was wrong: it no longer works, and a new one is needed. */
export const CodeExhausted = defineEvent({
  owner: 'identity',
  name: 'code-exhausted',
  payload: CodeExhaustedEvent,
  heardBy: ['requests', 'webhooks'],
});

/** A code was requested and none was sent. The caller cannot tell; an operator can. */
export const SendSuppressed = defineEvent({
  owner: 'identity',
  name: 'send-suppressed',
  payload: SendSuppressedEvent,
  heardBy: ['requests', 'consents', 'webhooks'],
});
