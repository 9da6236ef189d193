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
import { longestProofSeconds, VerifiedChallenge } from './identity';
import { channels, messageKind, messageKindIds, type Channel, type MessageKindId } from '../catalog/messages';
import { IdOf, OrganizationId } from '../values/rules';

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

  /** What following it proves something about; `VerifyLink` names it again. */
  @Text({ max: 128 }) about!: string;

  /** What the page behind it is for: the kind of message that would carry it. */
  @OneOf(linkKindIds) message_kind!: MessageKindId;
  @Text({ max: 35 }) locale!: string;
  @Int({ min: 1, max: longestProofSeconds }) lifetime_seconds!: number;

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

/** `expired` also when a newer one took its place: to a person that is the same. */
export const linkStates = ['open', 'used', 'expired', 'disowned'] as const;
export type LinkState = (typeof linkStates)[number];

export class LinkView {
  @OrganizationId organization!: string;
  @Text() about!: string;

  /** What the page behind it is for. */
  @OneOf(messageKindIds) message_kind!: MessageKindId;

  /** False for the link in the message of a code: all it can say is that the code was not asked for. */
  @Flag proves!: boolean;
  @OneOf(linkStates) state!: LinkState;
  @Text() locale!: string;
  @Nullable(WebAddress) return_to!: string | null;

  /** Until when a disowning can be taken back; absent where it cannot. */
  @Optional(Timestamp) reversible_until?: string;
}

/** What a link is for and what has become of it; changes nothing. Refused with `link_unknown`. */
export const ReadLink = call('read-link', LinkToken, LinkView, {
  askedBy: ['gateway', 'requests', 'consents'],
});

export class VerifyLinkRequest extends LinkToken {
  @OrganizationId organization!: string;
  @Text({ max: 128 }) about!: string;
}

/**
 * Uses a link up. Refused with `link_unknown` (there is none, or it is about something else, or it proves nothing),
 * `link_expired` and `link_used`. Says `IdentityVerified`, as a right code does.
 */
export const VerifyLink = call('verify-link', VerifyLinkRequest, VerifiedChallenge);

/** What a link is about. */
export class LinkReference {
  @OrganizationId organization!: string;
  @Text() about!: string;
}

export class DisownedLink extends LinkReference {
  /** Until then no verification message is sent to that address. In the past for a link that was not sent. */
  @Timestamp quiet_until!: string;

  /** Until when it can be taken back; absent where it cannot: what was stopped had expired. */
  @Optional(Timestamp) reversible_until?: string;
}

/**
 * "This was not me": ends the challenge and keeps further codes and links from its address for a while. Works for an
 * expired one too, and a second time changes nothing. Refused with `link_unknown`, and `link_used` once it was followed.
 */
export const DisownLink = call('disown-link', LinkToken, DisownedLink, { askedBy: ['gateway'] });

export class TakenBack extends LinkReference {
  /** Until when the code or link in the message works again. */
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
  @Text() about!: string;
  @IdOf('cha') challenge_id!: string;
  @Timestamp disowned_at!: string;
}

/** The recipient reports that they did not ask: end whatever waits for the proof. */
export const ChallengeDisowned = defineEvent({
  owner: 'identity',
  name: 'disowned',
  payload: ChallengeDisownedEvent,
  heardBy: ['requests', 'consents'],
});

export class DisowningTakenBackEvent {
  @OrganizationId organization!: string;
  @Text() about!: string;
  @IdOf('cha') challenge_id!: string;
  @Timestamp taken_back_at!: string;
}

/** They have asked after all: what was ended waits for its proof again. */
export const DisowningTakenBack = defineEvent({
  owner: 'identity',
  name: 'disowning-taken-back',
  payload: DisowningTakenBackEvent,
  heardBy: ['requests', 'consents'],
});
