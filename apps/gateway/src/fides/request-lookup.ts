import type { Bus } from '@subjectline/bus';
import { AppError, ReadRequest, type PrivacyRequest } from '@subjectline/contracts';

/** Nothing else can be an id of ours: no service is asked about it. */
const idShape = /^[A-Za-z0-9_-]{1,128}$/;

export function requireRequestId(id: string): string {
  if (!idShape.test(id)) throw new AppError('request_unknown', { id });
  return id;
}

export async function findRequest(
  bus: Bus,
  organization: string,
  id: string,
): Promise<PrivacyRequest | null> {
  try {
    return await bus.ask(ReadRequest, { organization, id: requireRequestId(id) });
  } catch (error) {
    if (error instanceof AppError && error.code === 'request_unknown') return null;
    throw error;
  }
}
