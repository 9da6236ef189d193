import { AppError } from '@subjectline/contracts';

/**
 * What passes by itself or by an operator's hand, and is no fault of the statement: PostgreSQL's classes 08 (connection),
 * 53 (disk, memory or connections used up), 57P0x (shut down, crashed, starting) and 58 (the disk fails), a server that
 * became read-only, a statement that took too long; and what node says of sockets.
 */
const outageCodes =
  /^(08...|25006|53...|57014|57P0.|58...|ECONN(REFUSED|RESET|ABORTED)|E(HOST|NET)(UNREACH|DOWN)|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN)$/;
/** A server that lets us in no more. At the start this is a wrong setting; later nothing is lost while it is put right. */
const refusedCodes = /^(28...|3D000)$/;
const outageWords =
  /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|not queryable/;

/** What the driver throws when the server has not answered in `answerTimeoutMs`. */
export function isSilence(error: Error): boolean {
  return error.message === 'Query read timeout';
}

export function isOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return outageCodes.test(codeOf(error)) || outageWords.test(error.message) || isSilence(error);
}

/** A prepared statement that a migration has made stale: the next try prepares it anew. */
function isStalePlan(error: Error): boolean {
  return codeOf(error) === '0A000' && (error as { routine?: unknown }).routine === 'RevalidateCachedQuery';
}

function codeOf(error: unknown): string {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' ? code : '';
}

/** An outage as the error that callers know; every other error as it is. */
export function translate(error: unknown): unknown {
  if (error instanceof AppError || !(error instanceof Error)) return error;
  if (!isOutage(error) && !isStalePlan(error) && !refusedCodes.test(codeOf(error))) return error;
  return new AppError('unavailable', { what: 'database' }, [], { cause: error });
}
