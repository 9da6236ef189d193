import { AppError, type RequestDeadlines } from '@subjectline/contracts';
import type { RequestRow } from '../request/request-row';
import { daysLeftOf } from '../request/request-view';
import type { RequestClock } from './request-clock';

export function toDeadlines(row: RequestRow, now: Date): RequestDeadlines {
  const { pauses, extension = null, appealed_at = null, ...others } = clockOf(row);
  const { acknowledgement = null, clarification = null, ...rest } = others;
  const { term: _term, holidays: _holidays, ...dates } = rest;
  const due_date = row.deadline_at.toISOString();
  return {
    id: row.id,
    ...dates,
    pauses: [...pauses],
    extension,
    appealed_at,
    acknowledgement,
    clarification,
    paused_at: row.paused_at?.toISOString() ?? null,
    due_date,
    days_left: daysLeftOf(row, now),
  };
}

/** Refuses a request that an older version stored. */
export function clockOf({ id, clock }: Pick<RequestRow, 'id' | 'clock'>): RequestClock {
  if (!clock) throw new AppError('deadlines_unknown', { id });
  return clock;
}
