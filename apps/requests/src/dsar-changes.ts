import { AppError, type DsarStatus, type ExtraMessageVariables, type Problem } from '@subjectline/contracts';
import type { Change } from './notifications';
import { isReopening, mayFollowDsar } from './request-status';

type Variables = ExtraMessageVariables | null | undefined;

/** What the person is told of a status that was taken by Didomi's API; null where that is nothing. */
export function dsarChangeOf(status: DsarStatus, variables?: Variables): Change | null {
  switch (status) {
    case 'work_in_progress':
      return { what: 'approved' };
    case 'refused':
      return { what: 'denied', reason: variables?.reason ?? null };
    case 'fulfilled': {
      const downloadLinks = variables?.download_link ? [variables.download_link] : [];
      // how long the link works is its host's affair
      return { what: 'completed', downloadLinks, linkDays: null };
    }
    case 'unverified':
    case 'verified':
    case 'archived':
      return null;
  }
}

export interface AskedChange {
  readonly status?: DsarStatus | undefined;
  readonly extra_message_variables?: Variables;
}

/** Refuses a step that the status does not allow, or not without saying why. */
export function requireStep(
  id: string,
  from: DsarStatus,
  to: DsarStatus,
  reopenReason?: string | null,
): void {
  if (!mayFollowDsar(from, to)) throw new AppError('status_forbids', { id, from, to });
  if (!isReopening(from, to) || reopenReason) return;
  const message = 'is required to begin again on what was over';
  const problem = { path: ['reopen_reason'], rule: 'missing', message };
  throw new AppError('status_forbids', { id, from, to }, [problem]);
}

/** Refuses variables that would be lost in silence, as no message of this change names them. */
export function requireFitting({ status, extra_message_variables }: AskedChange, takesLink: boolean): void {
  const problems: Problem[] = [];
  const refuse = (path: string[], message: string) => problems.push({ path, rule: 'belongsTo', message });
  const variable = (name: string) => ['extra_message_variables', name];
  if (extra_message_variables?.download_link) {
    if (status !== 'fulfilled') refuse(variable('download_link'), 'goes with the status fulfilled');
    else if (!takesLink) refuse(variable('download_link'), 'goes with a request for access');
  }
  if (extra_message_variables?.reason && status !== 'refused') {
    refuse(variable('reason'), 'goes with the status refused');
  }
  if (problems.length > 0) throw new AppError('invalid', {}, problems);
}
