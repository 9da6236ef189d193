import type { ConsentDelegate } from '@subjectline/contracts';
import { comparable } from '../person/addresses';
import type { Person } from '../person/consent-vault';

/**
 * Neither the person nor their delegate may approve an event.
 * @returns the remaining approvers, and the indexes of those left out
 */
export function withoutSelfApproval(
  approvers: readonly string[],
  person: Person,
  delegate: ConsentDelegate | null,
): { approvers: string[]; selfApprovers: number[] } {
  const concerned = [delegate?.id, person.organization_user_id, person.email].flatMap((id) =>
    id ? [comparable(id)] : [],
  );
  const isConcerned = (approver: string) => concerned.includes(comparable(approver));
  return {
    approvers: approvers.filter((approver) => !isConcerned(approver)),
    selfApprovers: [...approvers.keys()].filter((index) => isConcerned(approvers[index] ?? '')),
  };
}
