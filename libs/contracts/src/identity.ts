import { IsIn, IsISO8601, IsString, Matches, MaxLength } from 'class-validator';
import { defineCall, defineEvent, defineTask } from './define';
import { channels, messageKindIds, type Channel, type MessageKindId } from './messages';
import { IsOrganization } from './rules';

/** Draws a code for an address and has it sent. A second challenge about the same thing ends the first. */
export class StartChallengeTask {
  /** Of the challenge; the same one again changes nothing. */
  @Matches(/^cha_[0-9a-f-]{36}$/)
  id!: string;

  @IsOrganization()
  organization!: string;

  /** What the proof is for, such as a privacy request's id; `VerifyChallenge` names it again. */
  @IsString()
  @MaxLength(128)
  about!: string;

  @IsIn([...channels])
  channel!: Channel;

  /** Sealed `Address`, bound to `challengeAddressContext`. */
  @IsString()
  sealed_address!: string;

  @IsIn(messageKindIds)
  message_kind!: MessageKindId;

  @IsString()
  @MaxLength(35)
  locale!: string;
}

/** What the sealed address of a challenge is bound to. */
export function challengeAddressContext(organization: string, about: string): string {
  return `challenge-address:${organization}:${about}`;
}

export const StartChallenge = defineTask({
  owner: 'identity',
  name: 'start-challenge',
  payload: StartChallengeTask,
  sentBy: ['requests'],
  concurrency: 16,
});

export class VerifyChallengeRequest {
  @IsOrganization()
  organization!: string;

  @IsString()
  @MaxLength(128)
  about!: string;

  /** Compared as it stands: no trimming. */
  @IsString()
  @MaxLength(64)
  code!: string;
}

export class VerifiedChallenge {
  @IsString()
  challenge_id!: string;

  @IsISO8601()
  verified_at!: string;
}

/**
 * Refused with `code_incorrect` (costs a try), `code_limit` (the tries are used up; the code is gone),
 * `code_expired` (too late, or there never was one) and `code_used` (somebody was faster with the right one).
 */
export const VerifyChallenge = defineCall({
  owner: 'identity',
  name: 'verify-challenge',
  request: VerifyChallengeRequest,
  reply: VerifiedChallenge,
  askedBy: ['requests'],
});

export class IdentityVerifiedEvent {
  @IsOrganization()
  organization!: string;

  @IsString()
  about!: string;

  @Matches(/^cha_/)
  challenge_id!: string;

  @IsIn([...channels])
  channel!: Channel;

  @IsISO8601()
  verified_at!: string;
}

export const IdentityVerified = defineEvent({
  owner: 'identity',
  name: 'verified',
  payload: IdentityVerifiedEvent,
  heardBy: ['requests'],
});
