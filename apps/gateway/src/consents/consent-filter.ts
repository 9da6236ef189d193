import { consentEventStatuses, type ConsentEventStatus } from '@subjectline/contracts';
import { readText, type Query } from '../http/page';
import { filterQuery, readWordFilter } from '../didomi/list';

export const userQuery = {
  user_id: 'The id of the user.',
  organization_user_id: "The organization's own id of the user.",
} as const;

export const eventQuery = {
  ...filterQuery('status', `One of ${consentEventStatuses.join(', ')}.`),
  regulation: 'The regulation, such as `gdpr`.',
} as const;

export function readUserReference(query: Query): { user_id?: string; organization_user_id?: string } {
  const user_id = readText(query, 'user_id');
  const organization_user_id = readText(query, 'organization_user_id');
  return {
    ...(user_id !== undefined && { user_id }),
    ...(organization_user_id !== undefined && { organization_user_id }),
  };
}

export function readEventFilter(query: Query): { statuses?: ConsentEventStatus[]; regulation?: string } {
  const statuses = readWordFilter(query, 'status', consentEventStatuses);
  return { ...(statuses && { statuses }), ...readRegulation(query) };
}

export function readRegulation(query: Query): { regulation?: string } {
  const regulation = readText(query, 'regulation');
  return regulation === undefined ? {} : { regulation };
}
