import { dsarStatuses, userRightIds, type DsarFilter, type Moments } from '@subjectline/contracts';
import { readMoment } from '../http/moment';
import { readText, type Query } from '../http/page';
import { filterQuery, readWordFilter } from '../didomi/list';

const comparisons = ['gt', 'gte', 'lt', 'lte'] as const;
const comparisonTexts = {
  gt: 'After this time.',
  gte: 'At or after this time.',
  lt: 'Before this time.',
  lte: 'At or before this time.',
} as const;

/** Filters for lists of privacy requests. */
export const dsarFilterQuery = {
  ...filterQuery('status', `One of ${dsarStatuses.join(', ')}.`),
  ...filterQuery('user_right_id', `One of ${userRightIds.join(', ')}.`),
  organization_user_id: "The organization's own id of the user.",
  ...momentQuery('created_at'),
  ...momentQuery('deadline_at'),
};

function momentQuery(field: string): Record<string, string> {
  return Object.fromEntries(
    comparisons.map((comparison) => [`${field}[$${comparison}]`, comparisonTexts[comparison]]),
  );
}

export function readDsarFilter(query: Query): DsarFilter {
  const statuses = readWordFilter(query, 'status', dsarStatuses);
  const user_right_ids = readWordFilter(query, 'user_right_id', userRightIds);
  const organization_user_id = readText(query, 'organization_user_id');
  const created = readMoments(query, 'created_at');
  const deadline = readMoments(query, 'deadline_at');
  return {
    ...(statuses && { statuses }),
    ...(user_right_ids && { user_right_ids }),
    ...(organization_user_id !== undefined && { organization_user_id }),
    ...(created && { created }),
    ...(deadline && { deadline }),
  };
}

function readMoments(query: Query, field: string): Moments | undefined {
  const given = comparisons.flatMap((comparison) => {
    const name = `${field}[$${comparison}]`;
    const text = readText(query, name);
    return text === undefined ? [] : [[comparison, readMoment(text, ['query', name])] as const];
  });
  return given.length > 0 ? Object.fromEntries(given) : undefined;
}
