import type { AppError, ErrorCode } from '@subjectline/contracts';
import type { PageContent, Symbol } from '../html/document';
import { html } from '../html/html';
import type { Texts } from '../texts/en';

export type State = 'used' | 'unknown' | 'moved' | 'unfit' | 'busy' | 'down';

const shown: Readonly<Record<State, { status: number; symbol: Symbol }>> = {
  used: { status: 200, symbol: 'done' },
  unknown: { status: 404, symbol: 'stop' },
  moved: { status: 410, symbol: 'stop' },
  unfit: { status: 400, symbol: 'stop' },
  busy: { status: 429, symbol: 'late' },
  down: { status: 503, symbol: 'late' },
};

/** A page that shows a status, without an action. */
export function statePage(texts: Texts, state: State): PageContent {
  const { title, lead } = texts[state];
  return { ...shown[state], title, body: html`<p>${lead}</p>` };
}

/** The refusals of the services that own the subjects of links. */
const refusals: Partial<Record<ErrorCode, State>> = {
  link_unknown: 'unknown',
  link_used: 'used',
  request_unknown: 'moved',
  request_not_awaiting_code: 'moved',
  status_forbids: 'moved',
  event_unknown: 'moved',
  event_settled: 'moved',
  user_unknown: 'moved',
};

export function refusalOf(code: ErrorCode): State | null {
  return refusals[code] ?? null;
}

/** A page for what went wrong around a link: nothing is known of it but what the browser sent. */
export function failurePage(texts: Texts, { code, status }: AppError): PageContent {
  const state = code === 'too_many_requests' ? 'busy' : status >= 500 ? 'down' : 'unfit';
  // a form that does not fit is no more than a bad request where no API says more of it
  return { ...statePage(texts, state), status: status === 422 ? 400 : status };
}
