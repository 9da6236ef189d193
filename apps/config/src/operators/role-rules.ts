import { AppError, scopesOfRole, type RoleName } from '@subjectline/contracts';
import type { OperatorRow } from './operator.store';

/** A role grants its scopes: the caller has to hold them already. */
export function requireAssignable(
  { organization, role }: { readonly organization: string; readonly role: RoleName },
  held: readonly string[],
): void {
  const missing = scopesOfRole(role, organization).filter((scope) => !held.includes(scope));
  if (missing.length > 0) throw new AppError('scope_not_held', { scopes: missing.toSorted().join(' ') });
}

/** Whether a change takes an owner who can act out of the organization. */
export function endsOwner(
  { role, disabled, active_at }: OperatorRow,
  next: Partial<Pick<OperatorRow, 'role' | 'disabled'>>,
): boolean {
  const acts = role === 'owner' && !disabled && active_at !== null;
  return acts && (next.disabled === true || (next.role !== undefined && next.role !== 'owner'));
}
