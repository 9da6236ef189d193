import { messageKind, type Handover, type SendMessageTask } from '@subjectline/contracts';
import { isFailure, isOfMessage, type AttemptResult } from '../message/outcome';
import { brokenName } from './route-choice';

/** How many tries an unavailable provider gets before the message is handed over. */
const triesBeforeHandover = { codes: 2, notices: 4 } as const;
/** How often a message is handed over. A code is urgent and expires soon; a notice goes round. */
const maxHandovers = { codes: 1, notices: Number.POSITIVE_INFINITY } as const;

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
  /** In order of preference. */
  readonly candidates: readonly Candidate[];
}

/**
 * The handover after a try, or null if there is none. A message that was refused would be refused again, and one that may
 * have been sent is not handed over. A code whose outcome is unknown is repeated, though, through another account if its
 * own no longer works.
 */
export function handoverAfter({ task, number, key, result, candidates }: EndedTry): Handover | null {
  const { lane } = messageKind(task.kind);
  const { after_tries = 0, times = 0, broken = [] } = task.handover ?? {};
  if (result.outcome !== 'misconfigured' && result.outcome !== 'unavailable') return null;
  const isBroken = result.outcome === 'misconfigured';
  const isRefused = isFailure(result) && isOfMessage(result);
  // every account has refused this message
  if (isRefused && times + 1 >= candidates.length) return null;
  if (times >= maxHandovers[lane] || (!isBroken && number - after_tries < triesBeforeHandover[lane]))
    return null;
  const own = candidates.filter((candidate) => candidate.key === key).map(brokenName);
  // one that does not take this message is not broken for it
  const given = isBroken && !isRefused ? [...broken, ...own] : broken;
  const next = following(key, candidates).find((candidate) => !given.includes(brokenName(candidate)));
  return next === undefined ? null : { key: next.key, after_tries: number, times: times + 1, broken: given };
}

/** Those after a key, and from the end round to the ones before it. */
function following(key: string, candidates: readonly Candidate[]): Candidate[] {
  const place = candidates.findIndex((candidate) => candidate.key === key);
  return [...candidates.slice(place + 1), ...candidates.slice(0, Math.max(0, place))];
}
