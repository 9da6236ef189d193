import { AppError } from '@subjectline/contracts';
import { variableProblems } from '../../messages/message-variables';
import type { EmailPlace } from '../email-id';

/** Refuses values that an e-mail of the type cannot name. */
export function requireVariables({ kind }: EmailPlace, given: Readonly<Record<string, unknown>>): void {
  const problems = variableProblems(kind, given);
  if (problems.length > 0) throw new AppError('invalid', {}, problems);
}
