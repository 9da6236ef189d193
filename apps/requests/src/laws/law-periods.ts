import { AppError, type LawDetails, type LawTerm, type Period, type Problem } from '@subjectline/contracts';

type Contradiction = readonly [field: keyof LawTerm, rule: string, message: string];

/** Refuses terms whose periods contradict each other. @param path where the law stands */
export function requireConsistent({ terms }: Pick<LawDetails, 'terms'>, path: Problem['path']): void {
  const problems = terms.flatMap((term, index) =>
    contradictionsIn(term).map(([field, rule, message]) => {
      return { path: [...path, 'terms', index, field], rule, message };
    }),
  );
  if (problems.length > 0) throw new AppError('invalid', {}, problems);
}

function contradictionsIn(term: LawTerm): Contradiction[] {
  const { answer, extended, extension_notice: notice, acknowledgement } = term;
  const found: Contradiction[] = [];
  if (extended && !mayBeLonger(extended, answer))
    found.push(['extended', 'isLonger', 'must be longer than the answer: it is the whole period']);
  if (notice && !extended)
    found.push(['extension_notice', 'hasExtension', 'must be null where the answer cannot be extended']);
  else if (notice && isLonger(notice, answer))
    found.push(['extension_notice', 'isInTime', 'must not be longer than the answer']);
  if (acknowledgement && isLonger(acknowledgement, answer))
    found.push(['acknowledgement', 'isInTime', 'must not be longer than the answer']);
  return found;
}

function mayBeLonger(one: Period, other: Period): boolean {
  return one.unit === other.unit ? one.count > other.count : !isLonger(other, one);
}

function isLonger(one: Period, other: Period): boolean {
  return one.unit === other.unit ? one.count > other.count : daysOf(one).least > daysOf(other).most;
}

/** Between how many days a period can be: months differ, and so do the holidays of laws. */
function daysOf({ count, unit }: Period): { least: number; most: number } {
  if (unit === 'calendar_day') return { least: count, most: count };
  if (unit === 'business_day') return { least: count + 2 * Math.floor((count - 1) / 5), most: Infinity };
  return { least: Math.floor(30.4 * count) - 3, most: Math.ceil(30.5 * count) + 3 };
}
