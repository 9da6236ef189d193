import {
  Flag,
  Int,
  Nullable,
  OneOf,
  Optional,
  Pattern,
  Text,
  Timestamp,
  WebAddress,
} from '@subjectline/schema';
import { callOf, defineEvent } from '../contract/define';
import { maxProofSeconds, VerifiedChallenge } from './identity';
import { channels, messageKind, messageKindIds, type Channel, type MessageKindId } from '../catalog/messages';
import { exampleIds } from '../values/example-ids';
import { Locale, IdOf, OrganizationId } from '../values/rules';

const call = callOf('identity', { askedBy: ['requests', 'consents'] });

/*
 * One-time links. A link is a challenge like a code: it is about one thing of one service, a newer one about the same
 * thing ends it, and it does its work once. Looking at it changes nothing (mail scanners open every link): only a form
 * that a person sends does.
 */

/** What a link carries: 32 random bytes in base64url. Only a keyed digest of it is kept. */
export const linkTokenPattern = /^[A-Za-z0-9_-]{43}$/;

export const TokenOfLink = Pattern(linkTokenPattern, 'must be the token of a link');

const linkKindIds = messageKindIds.filter((id) => messageKind(id).proofLink !== undefined);

export class CreateLinkRequest {
  @OrganizationId organization!: string;

  /** The subject that following it verifies; `VerifyLink` names it again. */
  @Text({ max: 128 }) about!: string;

  /** The purpose of its page: the kind of message that would carry the link. */
  @OneOf(linkKindIds) message_kind!: MessageKindId;
  @Locale locale!: string;
  @Int({ min: 1, max: maxProofSeconds }) lifetime_seconds!: number;

  /** The channel by which the client passes the link on. Following it proves the address there. Default: e-mail. */
  @Optional(OneOf(channels)) channel?: Channel;
  @Optional(WebAddress) return_to?: string;
}

export class CreatedLink {
  @TokenOfLink token!: string;
  @Timestamp expires_at!: string;
}

/** A link that we do not send: the client that asks for it passes it on. */
export const CreateLink = call('create-link', CreateLinkRequest, CreatedLink);

export class LinkToken {
  @TokenOfLink token!: string;
}

/** `expired` also if a newer link replaced it: to a person that is the same. */
export const linkStates = ['open', 'used', 'expired', 'disowned'] as const;
export type LinkState = (typeof linkStates)[number];

export class LinkView {
  @OrganizationId organization!: string;
  @Text() about!: string;

  /** The purpose of its page. */
  @OneOf(messageKindIds) message_kind!: MessageKindId;

  /** False for the link in a code's message: it can only report that the code was not requested. */
  @Flag proves!: boolean;
  @OneOf(linkStates) state!: LinkState;
  @Text() locale!: string;
  @Nullable(WebAddress) return_to!: string | null;

  /** The deadline for undoing a "not me" report. Absent if it cannot be undone. */
  @Optional(Timestamp) reversible_until?: string;
}

/** Reads the purpose and state of a link. Read-only. Refused with `link_unknown`. */
export const ReadLink = call('read-link', LinkToken, LinkView, {
  askedBy: ['gateway', 'requests', 'consents'],
});

export class VerifyLinkRequest extends LinkToken {
  @OrganizationId organization!: string;
  @Text({ max: 128 }) about!: string;
}

/**
 * Uses up a link. Refused with `link_unknown` (it does not exist, has another subject, or cannot verify anything),
 * `link_expired` and `link_used`. Publishes `IdentityVerified`, as a valid code does.
 */
export const VerifyLink = call('verify-link', VerifyLinkRequest, VerifiedChallenge, {
  askedBy: ['requests', 'consents', 'config'],
});

/** The subject of a link. */
export class LinkReference {
  @OrganizationId organization!: string;
  @Text() about!: string;
}

export class DisownedLink extends LinkReference {
  /** Until then no verification message is sent to that address. In the past for a link that was not sent. */
  @Timestamp quiet_until!: string;

  /** The deadline for undoing it. Absent if it cannot be undone because the challenge had expired. */
  @Optional(Timestamp) reversible_until?: string;
}

/**
 * "This was not me": ends the challenge and keeps further codes and links from its address for a while. Works for an
 * expired one too, and a second time changes nothing. Refused with `link_unknown`, and `link_used` once it was followed.
 */
export const DisownLink = call('disown-link', LinkToken, DisownedLink, { askedBy: ['gateway'] });

export class TakenBack extends LinkReference {
  /** When the restored code or link expires. */
  @Timestamp good_until!: string;
}

/**
 * "I did ask for this", after "This was not me": the challenge goes on as it was, and codes and links go to the address
 * again at once. Where nothing was disowned, or a second time, it changes nothing. Refused with `link_unknown`,
 * `link_used` once it was followed, and `link_expired` when the time of the message is over.
 */
export const TakeBackDisowning = call('take-back-disowning', LinkToken, TakenBack, { askedBy: ['gateway'] });

export class DisowningState {
  @Flag disowned!: boolean;
}

/** Whether the latest challenge about something is disowned: events tell that this changed, and may come out of order. */
export const ReadDisowning = call('read-disowning', LinkReference, DisowningState);

export class ChallengeDisownedEvent {
  @OrganizationId organization!: string;
  @Text({ example: exampleIds.request }) about!: string;
  @IdOf('cha', exampleIds.challenge) challenge_id!: string;
  @Timestamp disowned_at!: string;
}

/** The recipient reports that they did not ask: end whatever waits for the proof. */
export const ChallengeDisowned = defineEvent({
  owner: 'identity',
  name: 'disowned',
  payload: ChallengeDisownedEvent,
  heardBy: ['requests', 'consents', 'webhooks'],
});

export class DisowningTakenBackEvent {
  @OrganizationId organization!: string;
  @Text({ example: exampleIds.request }) about!: string;
  @IdOf('cha', exampleIds.challenge) challenge_id!: string;
  @Timestamp taken_back_at!: string;
}

/** The recipient did ask after all: what was ended is pending again. */
export const DisowningTakenBack = defineEvent({
  owner: 'identity',
  name: 'disowning-taken-back',
  payload: DisowningTakenBackEvent,
  heardBy: ['requests', 'consents', 'webhooks'],
});
