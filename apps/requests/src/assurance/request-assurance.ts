import {
  channels,
  type Channel,
  type AssuranceBasis,
  type AssuranceLevel,
  type AssuranceProof,
  type AssuranceReason,
  type AssuranceStep,
  type ProofKind,
  type RequestAssurance,
} from '@subjectline/contracts';
import type { RequestRow } from '../request/request-row';
import { awaitsProof } from '../request/request-status';
import { addressReference, requestReference } from '../request/subject-reference';
import { channelOfKind, missingSteps, needsBothAddresses, proofKindOf, reachedLevel } from './levels';
import type { RequiredLevel } from './required-level';

/** How surely the person of a request has to be known, and by what they are: a rule that changes later changes nothing. */
export interface Assurance {
  readonly required: AssuranceLevel;
  /** What the rules asked for. */
  readonly initial: AssuranceLevel;
  readonly basis: AssuranceBasis;
  readonly proofs: readonly AssuranceProof[];
  readonly raised?: Raised;
  /** The organization took sign-ins when the request was made. */
  readonly takes_session?: true;
}

export interface Raised {
  readonly reason: AssuranceReason;
  readonly raised_at: string;
  readonly raised_by: string;
  /** When the person was identified before: the days are not counted anew. */
  readonly identified_at: string | null;
}

type AssuredRow = Pick<
  RequestRow,
  | 'assurance'
  | 'status'
  | 'proof_required'
  | 'identity_verified_at'
  | 'verified_channel'
  | 'submitted_by'
  | 'archived_at'
  | 'not_identified_at'
>;

export function newAssurance({ level, basis }: RequiredLevel, takesSession: boolean): Assurance {
  return { required: level, initial: level, basis, proofs: [], ...(takesSession && { takes_session: true }) };
}

/** Also of a request that an older version stored, or that came in by Didomi's API, which has one step. */
export function assuranceOf(row: AssuredRow): Assurance {
  if (row.assurance) return row.assurance;
  const required = row.proof_required ? 1 : 0;
  const basis = row.proof_required || row.submitted_by === null ? 'switch' : 'vouched';
  return { required, initial: required, basis, proofs: olderProofs(row) };
}

function olderProofs({ identity_verified_at, verified_channel }: AssuredRow): AssuranceProof[] {
  if (!identity_verified_at) return [];
  const proved_at = identity_verified_at.toISOString();
  return [{ kind: proofKindOf(verified_channel), proved_at, by: 'person' }];
}

export function provedKinds({ proofs }: Assurance): ProofKind[] {
  return proofs.map(({ kind }) => kind);
}

/** With one more proof; the first of a kind counts. */
export function withProof(assurance: Assurance, proof: AssuranceProof): Assurance {
  const isKnown = assurance.proofs.some(({ kind }) => kind === proof.kind);
  return isKnown ? assurance : { ...assurance, proofs: [...assurance.proofs, proof] };
}

/** The steps that are left. */
function missingIn(assurance: Assurance): AssuranceStep[] {
  return missingSteps(assurance.required, provedKinds(assurance));
}

export function isReached(assurance: Assurance): boolean {
  return missingIn(assurance).length === 0;
}

type ChallengedRow = AssuredRow & Pick<RequestRow, 'id' | 'corrections'>;

/** Whether a code proves one address of two. */
export function isForBoth(row: AssuredRow): boolean {
  return needsBothAddresses(assuranceOf(row).required);
}

/** What identity knows the challenge for an address of a request by. */
export function challengeReference(row: ChallengedRow, channel: Channel): string {
  return isForBoth(row) ? addressReference(row, channel) : requestReference(row);
}

/** The challenges that a code can be for. Those of before staff asked for more are still with the person. */
export function openReferences(row: ChallengedRow): string[] {
  const assurance = assuranceOf(row);
  const proved = provedKinds(assurance);
  const ofAddresses = channels
    .filter((channel) => !proved.includes(proofKindOf(channel)))
    .map((channel) => addressReference(row, channel));
  if (assurance.raised) return [...ofAddresses, requestReference(row)];
  return isForBoth(row) ? ofAddresses : [requestReference(row)];
}

/** The challenges that a code over this channel can be for. */
export function referencesOf(row: ChallengedRow, channel: Channel): string[] {
  const ofAddress = addressReference(row, channel);
  if (assuranceOf(row).raised) return [ofAddress, requestReference(row)];
  return isForBoth(row) ? [ofAddress] : [requestReference(row)];
}

/** Whether a code or a link has still to be used. */
export function isAddressMissing(row: AssuredRow): boolean {
  return missingIn(assuranceOf(row)).some(({ any_of }) =>
    any_of.some((kind) => channelOfKind(kind) !== null),
  );
}

/** Whether the person can sign now what is left: once an address is proved that the link can go to. */
export function isDeclarationDue(row: AssuredRow): boolean {
  const missing = missingIn(assuranceOf(row));
  return !isAddressMissing(row) && missing.some(({ any_of }) => any_of.includes('declaration'));
}

/** Whether its person has done some of the steps and not all. */
export function isHalfProved(row: AssuredRow): boolean {
  const assurance = assuranceOf(row);
  return assurance.proofs.length > 0 && !isReached(assurance);
}

/** Whether a code or a link can be sent again. */
export function takesMessage(row: AssuredRow): boolean {
  return isAddressMissing(row) || isDeclarationDue(row);
}

/** Whether a single code or link is not the whole of it. */
export function hasSeveralSteps({ required }: Assurance): boolean {
  return required > 1;
}

/** A sign-in is offered only where there is one. */
function stepOf({ takes_session }: Assurance): (step: AssuranceStep) => AssuranceStep {
  return ({ any_of }) => ({ any_of: any_of.filter((kind) => kind !== 'session' || takes_session) });
}

/** Steps are left only while the request waits for them: staff may have closed it, or vouched for the person. */
export function toRequestAssurance(row: AssuredRow): RequestAssurance {
  const assurance = assuranceOf(row);
  const proved = provedKinds(assurance);
  const isWaiting = awaitsProof(row);
  const missing = isWaiting ? missingIn(assurance).map(stepOf(assurance)) : [];
  return { required: assurance.required, reached: reachedLevel(proved), proved, missing };
}
