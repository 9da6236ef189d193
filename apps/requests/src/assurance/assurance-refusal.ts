import { AppError } from '@subjectline/contracts';
import type { RequestRow } from '../request/request-row';
import { assuranceOf } from './request-assurance';

export function refused(id: string, why: string): AppError {
  return new AppError('assurance_refused', { id, why });
}

export function forbidden(id: string): AppError {
  return refused(id, 'its law forbids to verify the person');
}

/** Refuses requests that the ladder does not apply to, and those that the law lets no one ask about. */
export function requireLadder(row: RequestRow): void {
  const { id, family, erased_at } = row;
  if (family === 'didomi') throw refused(id, 'it came in by the API of Didomi, which has one step');
  if (erased_at) throw refused(id, 'who made it is erased');
  if (assuranceOf(row).basis === 'forbidden') throw forbidden(id);
}
