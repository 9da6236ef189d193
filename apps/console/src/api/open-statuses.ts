import type { RequestStatus } from './types';

/** Those in which something is still to be done. */
export const openStatuses: readonly RequestStatus[] = [
  'identity_unverified',
  'pending',
  'approved',
  'in_processing',
];
