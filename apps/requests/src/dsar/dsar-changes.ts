import { AppError, type DsarStatus, type ExtraMessageVariables, type Problem } from '@subjectline/contracts';
import { assuranceOf, hasSeveralSteps } from '../assurance/request-assurance';
import type { Change } from '../person/notifications';
import type { RequestRow } from '../request/request-row';
import { isReopening, mayFollowDsar } from '../request/request-status';

type Variables = ExtraMessageVariables | null | undefined;

/** What the person is notified of when Didomi's API sets a status, or null. */
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

export interface WantedChange {
  readonly status?: DsarStatus | undefined;
  readonly extra_message_variables?: Variables;
}

/** Refuses a step that the status does not allow, or only with a reason, or only once the person is verified. */
export function requireTransition(
  row: RequestRow,
  from: DsarStatus,
  to: DsarStatus,
  reopenReason?: string | null,
): void {
  const refusal = (...problems: Problem[]) =>
    new AppError('status_forbids', { id: row.id, from, to }, problems);
  if (!mayFollowDsar(from, to)) throw refusal();
  if (to === 'verified' && hasSeveralSteps(assuranceOf(row))) {
    const message = 'takes the steps that GET /api/v1/privacy-request/{id}/assurance lists';
    throw refusal({ path: ['status'], rule: 'unproven', message });
  }
  if (!isReopening(from, to)) return;
  if (!reopenReason) {
    const message = 'is required to begin again on what was over';
    throw refusal({ path: ['reopen_reason'], rule: 'missing', message });
  }
  if (row.proof_required && !row.identity_verified_at) {
    const message = 'the person has yet to prove who they are: nothing lifts what was never proved';
    throw refusal({ path: ['status'], rule: 'unproven', message });
  }
}

/** Refuses variables that no message of this change uses. */
export function requireApplicableVariables(
  { status, extra_message_variables }: WantedChange,
  takesLink: boolean,
): void {
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
