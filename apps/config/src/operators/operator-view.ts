import { invitationMs, type Operator, type OperatorState } from '@subjectline/contracts';
import type { OperatorPerson, OperatorRow } from './operator.store';

export function operatorOf(
  row: OperatorRow,
  { email, first_name, last_name, oidc }: OperatorPerson,
): Operator {
  const expiresAt = new Date(row.invited_at.getTime() + invitationMs).toISOString();
  return {
    id: row.id,
    email,
    first_name,
    last_name,
    role: row.role,
    state: stateOf(row),
    locale: row.locale,
    created_at: row.created_at.toISOString(),
    invitation_expires_at: row.active_at === null ? expiresAt : null,
    linked_at: oidc?.linked_at ?? null,
  };
}

function stateOf({ disabled, active_at }: OperatorRow): OperatorState {
  if (disabled) return 'disabled';
  return active_at === null ? 'invited' : 'active';
}

/** As the console greets them. */
export function nameOf({ email, first_name, last_name }: OperatorPerson): string {
  return [first_name, last_name].filter(Boolean).join(' ') || email;
}

/** Whether they may sign in: by the invitation, or with a code. */
export function maySignIn({ disabled, active_at, invited_at }: OperatorRow, nowMs: number): boolean {
  return !disabled && (active_at !== null || nowMs < invited_at.getTime() + invitationMs);
}
