import { dsarStatuses, type DsarStatus, type RequestStatus } from '@subjectline/contracts';

/** The API that a request came in by. Its messages are in the words of that API. */
export type Family = 'fides' | 'didomi';

/** Which status may follow which by Fides' API. A status that is missing on the left is final. */
const next: Partial<Record<RequestStatus, readonly RequestStatus[]>> = {
  identity_unverified: ['pending', 'duplicate', 'canceled'],
  pending: ['approved', 'denied', 'canceled'],
  duplicate: ['approved', 'denied', 'canceled'],
  approved: ['in_processing', 'complete', 'error', 'canceled'],
  in_processing: ['complete', 'error'],
  error: ['in_processing', 'complete', 'canceled'],
};

export function mayFollow(from: RequestStatus, to: RequestStatus): boolean {
  return next[from]?.includes(to) ?? false;
}

/** The same by Didomi's API, which staff use freely. */
const nextDsar: Readonly<Record<DsarStatus, readonly DsarStatus[]>> = {
  unverified: ['verified', 'refused', 'archived'],
  verified: ['work_in_progress', 'fulfilled', 'refused', 'archived'],
  work_in_progress: ['fulfilled', 'refused', 'archived'],
  fulfilled: ['work_in_progress', 'archived'],
  refused: ['work_in_progress', 'archived'],
  archived: [],
};

export function mayFollowDsar(from: DsarStatus, to: DsarStatus): boolean {
  return nextDsar[from].includes(to);
}

/** Work begins again on a closed request, which takes a reason. */
export function isReopening(from: DsarStatus, to: DsarStatus): boolean {
  return to === 'work_in_progress' && (from === 'fulfilled' || from === 'refused');
}

/** The core statuses of each of Didomi's; a change leads to the first. */
const coreStatuses: Readonly<Record<DsarStatus, readonly [RequestStatus, ...RequestStatus[]]>> = {
  unverified: ['identity_unverified'],
  verified: ['pending'],
  work_in_progress: ['approved', 'in_processing', 'error'],
  fulfilled: ['complete'],
  refused: ['denied'],
  archived: ['canceled', 'duplicate'],
};

/** A closed request keeps its status when it is archived; any other is canceled, of which an engine hears. */
export function coreStatusOf(to: DsarStatus, from: DsarStatus | null = null): RequestStatus {
  const isClosed = from === 'fulfilled' || from === 'refused';
  return coreStatuses[to === 'archived' && isClosed ? from : to][0];
}

export function coreStatusesOf(statuses: readonly DsarStatus[]): RequestStatus[] {
  return statuses.flatMap((status) => coreStatuses[status]);
}

export function dsarStatusOf({
  status,
  archived_at,
}: {
  readonly status: RequestStatus;
  readonly archived_at: Date | null;
}): DsarStatus {
  if (archived_at) return 'archived';
  return dsarStatuses.find((word) => coreStatuses[word].includes(status)) ?? 'archived';
}

interface Awaiting {
  readonly status: RequestStatus;
  readonly archived_at: Date | null;
  readonly not_identified_at: Date | null;
}

/** Whether it was closed because its person had not been identified. */
export function isNotIdentified({ status, archived_at, not_identified_at }: Awaiting): boolean {
  return status === 'denied' && archived_at === null && not_identified_at !== null;
}

/** Whether its person can prove who they are: it waits for that, or was closed because they had not. */
export function awaitsProof(row: Awaiting): boolean {
  return row.status === 'identity_unverified' || isNotIdentified(row);
}

/** The statuses of an approved request: resubmitted, it needs no second approval. */
const approvedOnce: readonly RequestStatus[] = ['approved', 'in_processing', 'error'];

export function wasApproved(status: RequestStatus): boolean {
  return approvedOnce.includes(status);
}

/** The statuses in which a person waits for an answer. */
export const openStatuses = [
  'identity_unverified',
  'pending',
  'approved',
  'in_processing',
  'error',
] as const satisfies readonly RequestStatus[];

export function isOpen({
  status,
  archived_at,
}: {
  readonly status: RequestStatus;
  readonly archived_at: Date | null;
}): boolean {
  return archived_at === null && openStatuses.some((one) => one === status);
}
