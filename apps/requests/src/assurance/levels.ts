import {
  assuranceLevels,
  channels as allChannels,
  type AssuranceLevel,
  type AssuranceStep,
  type Channel,
  type ProofKind,
} from '@subjectline/contracts';

/** One of these is enough. */
type Step = readonly ProofKind[];

const bothAddresses: readonly Step[] = [
  ['email', 'session'],
  ['phone_number', 'session'],
];

/** The steps of each level. `docs/assurance.md` says why. */
const steps: Readonly<Record<AssuranceLevel, readonly Step[]>> = {
  0: [],
  1: [['email', 'phone_number', 'session', 'vouched']],
  2: bothAddresses,
  3: [...bothAddresses, ['data_points', 'declaration']],
  // a document shows who asks, an address shows where the answer may go
  4: [['email', 'phone_number', 'session'], ['document']],
};

const kindOfChannel = { email: 'email', sms: 'phone_number' } as const satisfies Record<Channel, ProofKind>;

/** Whether one address is not enough. */
export function needsBothAddresses(level: AssuranceLevel): boolean {
  return bothAddresses.every((step) => steps[level].includes(step));
}

/** What an address on a channel is proved as. */
export function proofKindOf(channel: Channel | null): ProofKind {
  return channel === null ? 'vouched' : kindOfChannel[channel];
}

/** The channel of an address that was proved; null where it was something else. */
export function channelOfKind(kind: ProofKind): Channel | null {
  return allChannels.find((channel) => kindOfChannel[channel] === kind) ?? null;
}

export function asLevel(value: number): AssuranceLevel {
  const level = assuranceLevels.find((one) => one === value);
  if (level === undefined) throw new Error(`there is no level of assurance ${value}`);
  return level;
}

/** The steps of a level that none of these proofs does. */
export function missingSteps(level: AssuranceLevel, proved: readonly ProofKind[]): AssuranceStep[] {
  return steps[level].filter((step) => !isDone(step, proved)).map(toStep);
}

/** The highest level whose steps are all done. */
export function reachedLevel(proved: readonly ProofKind[]): AssuranceLevel {
  return assuranceLevels.findLast((level) => steps[level].every((step) => isDone(step, proved))) ?? 0;
}

/**
 * The channels over which addresses are still to be proved, in their order. Where one address is enough it is the first.
 * @param channels those that have an address
 */
export function channelsToProve(
  level: AssuranceLevel,
  proved: readonly ProofKind[],
  channels: readonly Channel[],
): Channel[] {
  const missing = missingSteps(level, proved).map(({ any_of }) => any_of);
  const wanted = missing.map((kinds) => channels.find((channel) => kinds.includes(kindOfChannel[channel])));
  const found = wanted.filter((channel): channel is Channel => channel !== undefined);
  return channels.filter((channel) => found.includes(channel));
}

function isDone(step: Step, proved: readonly ProofKind[]): boolean {
  return step.some((kind) => proved.includes(kind));
}

/** That a person can be vouched for is no step of theirs. */
function toStep(step: Step): AssuranceStep {
  return { any_of: step.filter((kind) => kind !== 'vouched') };
}
