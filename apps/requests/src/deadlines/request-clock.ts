import {
  dayMs,
  type Acknowledgement,
  type Clarification,
  type DeadlineExtension,
  type Law,
  type LawTerm,
  type PauseReason,
  type RequestAction,
} from '@subjectline/contracts';
import { applicableLaws, type Laws, type Whereabouts } from '../laws/applicable-laws';
import { daysBetween, endOf, isoDayOf, type Calendar } from '../laws/periods';

/** A time during which the clock of a request stands still. */
export interface Pause {
  readonly reason: PauseReason;
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
  /** Absent: the receipt was not confirmed, or no law wants it. */
  readonly acknowledgement?: Acknowledgement;
  /** The last one. Absent: its person was asked nothing. */
  readonly clarification?: Clarification;
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
type Dates = Pick<RequestClock, 'ack_due' | 'due' | 'extension_notice_due' | 'extended_due'>;

/** The date in force. */
export function dueOf({ due, extended_due, extension }: RequestClock): string {
  return extension?.state === 'sent' && extended_due ? extended_due : due;
}

export interface ClockColumns {
  readonly clock: RequestClock;
  readonly deadline_at: Date;
  readonly warn_at: Date | null;
  readonly paused_at: Date | null;
}

/** The columns that follow from a clock: the date in force, and when three quarters of the time are over, unless it stands still. */
export function columnsOf(clock: RequestClock): ClockColumns {
  const deadline_at = new Date(dueOf(clock));
  const paused_at = pausedSince(clock);
  const startMs = Date.parse(clock.clock_start);
  const warn_at = paused_at ? null : new Date(startMs + (deadline_at.getTime() - startMs) * 0.75);
  return { clock, deadline_at, warn_at, paused_at };
}

/** Since when it stands still; null while it runs. */
function pausedSince({ clarification }: RequestClock): Date | null {
  if (clarification?.state !== 'asked' || !clarification.stops_clock || !clarification.asked_at) return null;
  return new Date(clarification.asked_at);
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
    const clock_start = identifiedAt.toISOString();
    return dated({ ...clock, clock_start }, term);
  }
  if (!term.pauses) return clock;
  const pause: Pause = {
    reason: 'identification',
    from: askedAt.toISOString(),
    until: identifiedAt.toISOString(),
  };
  return dated({ ...clock, pauses: [...clock.pauses, pause] }, term);
}

/** The clock once its person has answered a question: it has stood still from then on, where the law says so. */
export function clarifiedClock(clock: RequestClock, asked: Clarification, answered: Date): RequestClock {
  const { asked_at, stops_clock } = asked;
  const answered_at = asked_at && asked_at > answered.toISOString() ? asked_at : answered.toISOString();
  const known = { ...clock, clarification: { ...asked, state: 'answered' as const, answered_at } };
  if (!clock.term || !stops_clock || !asked_at) return known;
  const pause: Pause = { reason: 'clarification', from: asked_at, until: answered_at };
  return dated({ ...known, pauses: [...clock.pauses, pause] }, clock.term);
}

/** With the dates that follow from its start and its pauses. */
function dated(clock: RequestClock, term: LawTerm): RequestClock {
  const from = new Date(clock.clock_start);
  return { ...clock, ...datesOf(term, clock, from, pausedDays(clock)) };
}

/** The days of all pauses since it began to run; those that overlap count once. */
function pausedDays({ pauses, clock_start, ...calendar }: RequestClock): number {
  let [days, until] = [0, clock_start];
  for (const pause of pauses.toSorted((one, other) => one.from.localeCompare(other.from))) {
    const from = pause.from > until ? pause.from : until;
    if (pause.until <= from) continue;
    days += daysBetween(new Date(from), new Date(pause.until), calendar);
    until = pause.until;
  }
  return days;
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
    appeal_due: null,
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
  };
}

/** The holidays within the longest period that a law can have, and a year of pauses. */
function near(moment: Date, { time_zone, holidays }: Calendar): string[] {
  const first = isoDayOf(moment, { time_zone });
  const last = isoDayOf(new Date(moment.getTime() + 3 * 400 * dayMs), { time_zone });
  return holidays.filter((day) => day >= first && day <= last);
}
