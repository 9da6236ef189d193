import { messageKind, type Handover, type SendMessageTask } from '@subjectline/contracts';
import { isFailure, isOfMessage, type AttemptResult } from '../message/outcome';
import { brokenName } from './route-choice';

/** How many tries a provider that is away has, before the next one is turned to. */
const share = { codes: 2, notices: 4 } as const;
/** How often a message is handed over. A code is urgent and soon over; a notice goes round. */
const mostHandovers = { codes: 1, notices: Number.POSITIVE_INFINITY } as const;

interface Candidate {
  readonly key: string;
  readonly version: number;
}

/** A try that has ended, and the configs that could have made it. */
export interface EndedTry {
  readonly task: SendMessageTask;
  /** Counted from 1. */
  readonly number: number;
  readonly key: string;
  readonly result: AttemptResult;
  /** In the order in which they are turned to. */
  readonly candidates: readonly Candidate[];
}

/**
 * Who is turned to after a try, or null when nobody else is. What a provider refused, the next one would refuse too, and
 * what it may have taken is not handed over. A code of which that is not known is repeated, though, and where its account
 * does not work any more, through another one.
 */
export function handoverAfter({ task, number, key, result, candidates }: EndedTry): Handover | null {
  const { lane } = messageKind(task.kind);
  const { after_tries = 0, times = 0, broken = [] } = task.handover ?? {};
  if (result.outcome !== 'misconfigured' && result.outcome !== 'unavailable') return null;
  const isBroken = result.outcome === 'misconfigured';
  if (times >= mostHandovers[lane] || (!isBroken && number - after_tries < share[lane])) return null;
  const own = candidates.filter((candidate) => candidate.key === key).map(brokenName);
  // one that does not take this message is not broken for it
  const given = isBroken && !(isFailure(result) && isOfMessage(result)) ? [...broken, ...own] : broken;
  const next = following(key, candidates).find((candidate) => !given.includes(brokenName(candidate)));
  return next === undefined ? null : { key: next.key, after_tries: number, times: times + 1, broken: given };
}

/** Those after a key, and from the end round to the ones before it. */
function following(key: string, candidates: readonly Candidate[]): Candidate[] {
  const place = candidates.findIndex((candidate) => candidate.key === key);
  return [...candidates.slice(place + 1), ...candidates.slice(0, Math.max(0, place))];
}
