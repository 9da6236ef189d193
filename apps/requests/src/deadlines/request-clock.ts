import {
  dayMs,
  type DeadlineExtension,
  type Law,
  type LawTerm,
  type RequestAction,
} from '@subjectline/contracts';
import { applicableLaws, type Laws, type Whereabouts } from './applicable-laws';
import { daysBetween, endOf, isoDayOf, type Calendar } from './periods';

/** A time during which the clock of a request stands still. */
export interface Pause {
  readonly reason: 'identification';
  readonly from: string;
  readonly until: string;
}

/** The dates of a request, and what they were computed of: a law that changes later changes none of them. */
export interface RequestClock {
  /** Null: no law is known, and the days of the policy apply. */
  readonly law: string | null;
  /** It is the law that ends first of those that may apply. */
  readonly is_assumed: boolean;
  readonly right: RequestAction;
  readonly table_version: string;
  readonly time_zone: string;
  /** Those that can matter. */
  readonly holidays: readonly string[];
  readonly term: LawTerm | null;
  readonly received_at: string;
  readonly clock_start: string;
  readonly pauses: readonly Pause[];
  readonly ack_due: string | null;
  /** Before any extension. */
  readonly due: string;
  /** Until when the person has to be told of an extension. */
  readonly extension_notice_due: string | null;
  /** When it would be due, or is due, after an extension. */
  readonly extended_due: string | null;
  readonly appeal_due: string | null;
  /** Absent: its person did not appeal. */
  readonly appealed_at?: string;
  /** Absent: none was asked for. */
  readonly extension?: DeadlineExtension;
}

export interface ClockInput extends Whereabouts {
  readonly received: Date;
  readonly right: RequestAction;
  /** Of its policy. */
  readonly policyDays: number;
}

type Basis = Pick<
  RequestClock,
  'law' | 'is_assumed' | 'right' | 'table_version' | 'time_zone' | 'holidays' | 'received_at'
>;
type Dates = Pick<RequestClock, 'ack_due' | 'due' | 'extension_notice_due' | 'extended_due' | 'appeal_due'>;

/** The date in force. */
export function dueOf({ due, extended_due, extension }: RequestClock): string {
  return extension?.state === 'sent' && extended_due ? extended_due : due;
}

/** The columns that follow from a clock: the date in force, and when three quarters of the time are over. */
export function columnsOf(clock: RequestClock): { clock: RequestClock; deadline_at: Date; warn_at: Date } {
  const deadline_at = new Date(dueOf(clock));
  const startMs = Date.parse(clock.clock_start);
  const warn_at = new Date(startMs + (deadline_at.getTime() - startMs) * 0.75);
  return { clock, deadline_at, warn_at };
}

/** The clock of a new request. */
export function startClock(input: ClockInput, table: Laws): RequestClock {
  const { laws, isAssumed } = applicableLaws(input, table);
  const clocks = laws.flatMap((law) => {
    const term = law.terms.find(({ rights }) => rights.includes(input.right));
    return term ? [clockBy(law, term, input, table, isAssumed)] : [];
  });
  const [first] = clocks.toSorted((one, other) => one.due.localeCompare(other.due));
  return first ?? policyClock(input, table);
}

/** The clock once the person is identified. */
export function identifiedClock(clock: RequestClock, askedAt: Date, identifiedAt: Date): RequestClock {
  const { term } = clock;
  if (!term) return clock;
  if (term.start === 'identification') {
    return { ...clock, clock_start: identifiedAt.toISOString(), ...datesOf(term, clock, identifiedAt, 0) };
  }
  if (!term.pauses) return clock;
  const pause: Pause = {
    reason: 'identification',
    from: askedAt.toISOString(),
    until: identifiedAt.toISOString(),
  };
  const pausedDays = Math.max(0, daysBetween(askedAt, identifiedAt, clock));
  const dates = datesOf(term, clock, new Date(clock.clock_start), pausedDays);
  return { ...clock, pauses: [...clock.pauses, pause], ...dates };
}

/** The clock once its person has appealed; null where the law knows no appeal. */
export function appealedClock(clock: RequestClock, received: Date): RequestClock | null {
  const { term } = clock;
  if (!term?.appeal) return null;
  const due = endOf({ from: received, period: term.appeal, roll: term.roll }, clock);
  return { ...clock, appealed_at: received.toISOString(), appeal_due: due.toISOString() };
}

function clockBy(
  { id, holidays }: Law,
  term: LawTerm,
  { received, right }: ClockInput,
  { version, time_zone }: Laws,
  is_assumed: boolean,
): RequestClock {
  const received_at = received.toISOString();
  const known = { law: id, is_assumed, right, table_version: version, time_zone, received_at };
  const basis: Basis = { ...known, holidays: near(received, { time_zone, holidays }) };
  return {
    ...basis,
    term,
    clock_start: received_at,
    pauses: [],
    ...datesOf(term, basis, received, 0),
  };
}

/** A number of days as they are counted everywhere else: to the hour. */
function policyClock(
  { received, right, policyDays }: ClockInput,
  { version, time_zone }: Laws,
): RequestClock {
  const received_at = received.toISOString();
  return {
    law: null,
    is_assumed: false,
    right,
    table_version: version,
    time_zone,
    holidays: [],
    term: null,
    received_at,
    clock_start: received_at,
    pauses: [],
    ack_due: null,
    due: new Date(received.getTime() + policyDays * dayMs).toISOString(),
    extension_notice_due: null,
    extended_due: null,
    appeal_due: null,
  };
}

function datesOf(term: LawTerm, clock: Basis, from: Date, pausedDays: number): Dates {
  const { roll } = term;
  const end = (period: LawTerm['answer']) => endOf({ from, period, roll, pausedDays }, clock).toISOString();
  const due = end(term.answer);
  const received = new Date(clock.received_at);
  const ack = term.acknowledgement && endOf({ from: received, period: term.acknowledgement, roll }, clock);
  return {
    ack_due: ack?.toISOString() ?? null,
    due,
    extension_notice_due: term.extended && (term.extension_notice ? end(term.extension_notice) : due),
    extended_due: term.extended && end(term.extended),
    appeal_due: null,
  };
}

/** The holidays within the longest period that a law can have, and a year of pauses. */
function near(moment: Date, { time_zone, holidays }: Calendar): string[] {
  const first = isoDayOf(moment, { time_zone });
  const last = isoDayOf(new Date(moment.getTime() + 3 * 400 * dayMs), { time_zone });
  return holidays.filter((day) => day >= first && day <= last);
}
