import { AppError } from '@subjectline/contracts';

/** The form of our ids. Other values are unknown without a call. */
const idShape = /^[A-Za-z0-9_-]{1,128}$/;

export function isRequestId(id: string): boolean {
  return idShape.test(id);
}

export function requireRequestId(id: string): string {
  if (!isRequestId(id)) throw new AppError('request_unknown', { id });
  return id;
}
