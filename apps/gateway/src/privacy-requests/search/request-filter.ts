import {
  AppError,
  normalizedLocation,
  RequestFilter,
  type Problem,
  type RequestSource,
} from '@subjectline/contracts';
import { checkAt } from '../../http/bodies/placed';
import { refuseInvertedRange } from './inverted-range';
import type { RequestListQuery } from './request-search.body';

/** Requests of this source are listed only where a caller asks for them, as in Fides. */
const webhookSource: RequestSource = 'Consent Webhook';

const wholeId = /^pri_[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;
const stages = ['created', 'started', 'completed', 'errored'] as const;

type Path = Problem['path'];

/**
 * Every filter of Fides is applied. `include_deleted_requests` is none: nothing is deleted softly, so the list is the same.
 * @param path where in the request the filters stand
 */
export function readFilter(query: RequestListQuery, path: Path): RequestFilter {
  const { status, action_type, external_id, reference, fuzzy_search_str, is_overdue } = query;
  const identities = identitiesOf(query, path);
  const fields = pairsOf(query, 'custom_privacy_request_fields', path);
  return checkAt(path, RequestFilter, {
    ...idsOf(query),
    ...sourcesOf(query),
    ...momentsOf(query),
    ...locationOf(query),
    ...(fuzzy_search_str && { search_text: fuzzy_search_str }),
    ...(reference && { reference }),
    ...(external_id && { external_id_prefix: external_id }),
    ...(status?.length && { statuses: status }),
    ...(action_type?.length && { actions: action_type }),
    ...(identities.length > 0 && { identities }),
    ...(fields && { custom_fields: fields }),
    ...(typeof is_overdue === 'boolean' && { is_overdue }),
  });
}

/** A single id may be a part of one, as in Fides; whole ids and lists match exactly. */
function idsOf({ request_id, request_ids, id }: RequestListQuery): RequestFilter {
  const given = [request_id, request_ids, id].filter((ids) => ids !== undefined && ids !== null);
  const ids = given.flat();
  const [first] = ids;
  if (ids.length === 1 && first !== undefined && !wholeId.test(first)) return { id_part: first };
  return given.length > 0 ? { ids } : {};
}

function sourcesOf({ source, include_consent_webhook_requests: all }: RequestListQuery): RequestFilter {
  if (source?.length) return { sources: source };
  return all ? {} : { excluded_sources: [webhookSource] };
}

/** A location that cannot be read matches no request. */
function locationOf({ location }: RequestListQuery): RequestFilter {
  return location ? { location: normalizedLocation(location) } : {};
}

function momentsOf(query: RequestListQuery): RequestFilter {
  const spans = stages.map((stage) => {
    const after = query[`${stage}_gt`] ?? undefined;
    const before = query[`${stage}_lt`] ?? undefined;
    refuseInvertedRange(stage, after, before);
    return { ...(after && { [`${stage}_gt`]: after }), ...(before && { [`${stage}_lt`]: before }) };
  });
  const found = Object.assign({}, ...spans) as RequestFilter;
  const isGiven = (stage: (typeof stages)[number]) => `${stage}_gt` in found || `${stage}_lt` in found;
  if (isGiven('completed') && isGiven('errored')) throw new AppError('filters_contradict');
  return found;
}

function identitiesOf(query: RequestListQuery, path: Path): RequestFilter['identities'] & object {
  const named = pairsOf(query, 'identities', path) ?? [];
  const { identity = null } = query;
  return identity === null ? named : [...named, { name: null, value: identity }];
}

function pairsOf(
  query: RequestListQuery,
  field: 'identities' | 'custom_privacy_request_fields',
  path: Path,
): { name: string; value: string }[] | null {
  const given = query[field] ?? null;
  return (
    given &&
    Object.entries(given).map(([name, value]) => {
      if (typeof value === 'string' || typeof value === 'number') return { name, value: String(value) };
      const problem = { path: [...path, field, name], rule: 'isString', message: 'must be a text' };
      throw new AppError('invalid', {}, [problem]);
    })
  );
}
