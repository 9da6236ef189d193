import {
  AppError,
  check,
  listedActions,
  listedStatuses,
  normalizedLocation,
  RequestFilter,
  requestSources,
  type RequestSource,
} from '@subjectline/contracts';
import { readMoment } from '../../http/moment';
import { refuseEmptySpan } from './empty-span';
import type { FilterSource } from './filter-source';

/** Requests of this source are listed only where a caller asks for them, as in Fides. */
const webhookSource: RequestSource = 'Consent Webhook';

const wholeId = /^pri_[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;
const stages = ['created', 'started', 'completed', 'errored'] as const;

/** Every filter of Fides. Each one is applied or refused. */
export function readFilter(source: FilterSource): RequestFilter {
  const statuses = source.words('status', listedStatuses);
  const actions = source.words('action_type', listedActions);
  const external = source.text('external_id');
  const searched = source.text('fuzzy_search_str');
  const identity = source.text('identity');
  const identities = source.pairs('identities') ?? [];
  const named = identity === undefined ? identities : [...identities, { name: null, value: identity }];
  const fields = source.pairs('custom_privacy_request_fields');
  const is_overdue = source.switch('is_overdue');
  // nothing is ever deleted softly: with or without them, the list is the same
  source.switch('include_deleted_requests');
  return checkFilter(source, {
    ...idsOf(source),
    ...sourcesOf(source),
    ...momentsOf(source),
    ...locationOf(source),
    ...(searched && { search_text: searched }),
    ...(external && { external_id_prefix: external }),
    ...(statuses.length > 0 && { statuses }),
    ...(actions.length > 0 && { actions }),
    ...(named.length > 0 && { identities: named }),
    ...(fields && { custom_fields: fields }),
    ...(is_overdue !== undefined && { is_overdue }),
  });
}

/** One id may be a part of one, as in Fides; a whole one, and one of several, is that one. */
function idsOf(source: FilterSource): RequestFilter {
  const names = ['request_id', 'request_ids', 'id'];
  const ids = names.flatMap((name) => source.texts(name));
  const [first] = ids;
  if (ids.length === 1 && first !== undefined && !wholeId.test(first)) return { id_part: first };
  return names.some((name) => source.has(name)) ? { ids } : {};
}

function sourcesOf(source: FilterSource): RequestFilter {
  const sources = source.words('source', requestSources);
  const all = source.switch('include_consent_webhook_requests') ?? false;
  if (sources.length > 0) return { sources };
  return all ? {} : { excluded_sources: [webhookSource] };
}

/** What no place is written like is the location of no request. */
function locationOf(source: FilterSource): RequestFilter {
  const location = source.text('location');
  return location ? { location: normalizedLocation(location) } : {};
}

function momentsOf(source: FilterSource): RequestFilter {
  const found: Record<string, string> = {};
  for (const stage of stages) {
    for (const end of ['gt', 'lt']) {
      const name = `${stage}_${end}`;
      const text = source.text(name, 'isMoment');
      if (text) found[name] = readMoment(text, [...source.path, name]);
    }
    refuseEmptySpan(stage, found[`${stage}_gt`], found[`${stage}_lt`]);
  }
  const isGiven = (stage: string) => `${stage}_gt` in found || `${stage}_lt` in found;
  if (isGiven('completed') && isGiven('errored')) throw new AppError('filters_contradict');
  return found;
}

/** The contract's own rules, told in terms of the HTTP request. */
function checkFilter(source: FilterSource, filter: object): RequestFilter {
  try {
    return check(RequestFilter, filter);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const problems = error.problems.map((problem) => ({
      ...problem,
      path: [...source.path, ...problem.path],
    }));
    throw new AppError('invalid', {}, problems);
  }
}
