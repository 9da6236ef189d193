import { exampleOf, Flag, ListOf, Nullable, OneOf, Text, Timestamp } from '@subjectline/schema';
import {
  Operator,
  operatorStates,
  roleNames,
  roles,
  scopesOfRole,
  type OperatorState,
  type RoleName,
} from '@subjectline/contracts';

/** An operator as Fides shows a user, with our `roles` and `state`. */
export class UserResource {
  @Text({ example: 'opr_5b8e0d4c-7b1f-4f0e-9a55-2b8c1f3f9a10' }) id!: string;

  /** The address: there are no names to sign in with. */
  @Text({ example: 'mia@example.com' }) username!: string;
  @Text({ example: 'mia@example.com' }) email_address!: string;
  @Nullable(Text({ example: 'Mia' })) first_name!: string | null;
  @Nullable(Text({ example: 'Person' })) last_name!: string | null;
  @Flag disabled!: boolean;
  @Nullable(OneOf(['pending_invite'])) disabled_reason!: 'pending_invite' | null;
  @Flag has_invite!: boolean;
  @Nullable(Flag) invite_expired!: boolean | null;
  @Timestamp created_at!: string;
  @ListOf(OneOf(roleNames), { example: ['approver'] }) roles!: RoleName[];
  @OneOf(operatorStates) state!: OperatorState;

  /** When the user was linked to an account of the identity provider (OpenID Connect). */
  @Nullable(Timestamp) oidc_linked_at!: string | null;
}

export class CreatedUser {
  @Text({ example: exampleOf(Operator)?.id ?? '' }) id!: string;
}

export class UserPermissions {
  @Text({ example: 'opr_5b8e0d4c-7b1f-4f0e-9a55-2b8c1f3f9a10' }) id!: string;
  @Text({ example: 'opr_5b8e0d4c-7b1f-4f0e-9a55-2b8c1f3f9a10' }) user_id!: string;
  @ListOf(OneOf(roleNames), { example: ['approver'] }) roles!: RoleName[];
  @ListOf(Text(), { example: [...roles.approver] }) total_scopes!: string[];
}

export function toUser(operator: Operator, nowMs: number): UserResource {
  const { id, email, first_name, last_name, role, state, created_at, invitation_expires_at, linked_at } =
    operator;
  const isInvited = invitation_expires_at !== null;
  return {
    id,
    username: email,
    email_address: email,
    first_name,
    last_name,
    disabled: state === 'disabled',
    disabled_reason: state === 'invited' ? 'pending_invite' : null,
    has_invite: isInvited,
    invite_expired: isInvited ? Date.parse(invitation_expires_at) <= nowMs : null,
    created_at,
    roles: [role],
    state,
    oidc_linked_at: linked_at,
  };
}

export function toPermissions({ id, role }: Operator, organization: string): UserPermissions {
  return { id, user_id: id, roles: [role], total_scopes: scopesOfRole(role, organization) };
}
