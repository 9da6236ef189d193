import { AppError } from '@subjectline/contracts';

/** Nothing else can be an id of ours: no service is asked about it. */
const idShape = /^[A-Za-z0-9_-]{1,128}$/;

export function isRequestId(id: string): boolean {
  return idShape.test(id);
}

export function requireRequestId(id: string): string {
  if (!isRequestId(id)) throw new AppError('request_unknown', { id });
  return id;
}
