import {
  Flag,
  Int,
  ListOf,
  Nullable,
  Nullish,
  OneOf,
  Optional,
  Text,
  Timestamp,
  With,
} from '@subjectline/schema';
import { callOf, defineTask } from '../contract/define';
import { roleNames, type RoleName } from '../catalog/scopes';
import { ClientDigest } from '../identity/identity';
import { maxAddress, PlainEmail } from '../values/contact-rules';
import { HeaderName } from '../values/mail-headers';
import { PageRequest } from '../values/page';
import { IdOf, LanguageTag, OrganizationId } from '../values/rules';

const call = callOf('config', { askedBy: ['gateway'] });

/* Operators: the people who work in the console. Each has an address, which is how they sign in, and a role. */

/** How long an invitation can be accepted. */
export const invitationMs = 7 * 24 * 3_600_000;

/** `invited`: has not signed in yet. */
export const operatorStates = ['invited', 'active', 'disabled'] as const;
export type OperatorState = (typeof operatorStates)[number];

export const OperatorId = IdOf('opr', 'opr_5b8e0d4c-7b1f-4f0e-9a55-2b8c1f3f9a10');
export const OperatorEmail = With(PlainEmail('must be an email'), { rules: [maxAddress] });
export const PersonName = With(HeaderName(100), { example: 'Mia' });
export const Role = OneOf(roleNames, { example: 'approver' });

export class Operator {
  @OperatorId id!: string;
  @OperatorEmail email!: string;
  @Nullable(PersonName) first_name!: string | null;
  @Nullable(PersonName) last_name!: string | null;
  @Role role!: RoleName;
  @OneOf(operatorStates) state!: OperatorState;

  /** The language of mails to them. */
  @LanguageTag locale!: string;
  @Timestamp created_at!: string;

  /** Null once it was accepted. */
  @Nullable(Timestamp) invitation_expires_at!: string | null;

  /** When they first signed in with OpenID Connect; null while they are linked to no account of the identity provider. */
  @Nullable(Timestamp) linked_at!: string | null;
}

/** A caller needs the scopes of the role that it assigns, and of the operator that it changes or deletes. */
class ByCaller {
  @OrganizationId organization!: string;
  @ListOf(Text(), { max: 200 }) caller_scopes!: string[];
}

export class CreateOperatorRequest extends ByCaller {
  @OperatorEmail email!: string;
  @Nullish(PersonName) first_name?: string | null;
  @Nullish(PersonName) last_name?: string | null;
  @Role role!: RoleName;
  @LanguageTag locale!: string;
}

/** Sends the invitation. Refused with `operator_taken` and `scope_not_held`. */
export const CreateOperator = call('create-operator', CreateOperatorRequest, Operator, { creates: true });

export class OperatorName {
  @OrganizationId organization!: string;
  @Text({ max: 128 }) id!: string;
}

/** Refused with `user_unknown`. */
export const ReadOperator = call('read-operator', OperatorName, Operator);

export class ListOperatorsRequest extends PageRequest {
  @OrganizationId organization!: string;
}

export class OperatorPage {
  @ListOf(() => Operator) items!: Operator[];
  @Int() total!: number;
}

/** Oldest first. */
export const ListOperators = call('list-operators', ListOperatorsRequest, OperatorPage);

class OperatorByCaller extends ByCaller {
  @Text({ max: 128 }) id!: string;
}

/** Absent fields are kept. */
export class ChangeOperatorRequest extends OperatorByCaller {
  @Optional(OperatorEmail) email?: string;
  @Nullish(PersonName) first_name?: string | null;
  @Nullish(PersonName) last_name?: string | null;
  @Optional(Role) role?: RoleName;
  @Optional(LanguageTag) locale?: string;
  @Optional(Flag) disabled?: boolean;
}

/**
 * Refused with `user_unknown`, `operator_taken`, `scope_not_held`, and `last_owner` if no owner would be left. With another
 * address, and once disabled, the sessions of an operator end. Another address also removes the link of `linked_at`.
 */
export const ChangeOperator = call('change-operator', ChangeOperatorRequest, Operator);

/** Refused as `ChangeOperator`. */
export const DeleteOperator = call('delete-operator', OperatorByCaller, Operator);

/** Sends another invitation, which replaces the first. Refused with `invitation_accepted`. */
export const InviteOperator = call('invite-operator', OperatorByCaller, Operator);

/** Forgets the account of the identity provider; the next sign-in links another. Refused with `user_unknown`, `scope_not_held`. */
export const UnlinkOperator = call('unlink-operator', OperatorByCaller, Operator);

/** The context that the sealed address of a sign-in is bound to. */
export function operatorSignInContext(organization: string): string {
  return `operator-sign-in:${organization}`;
}

export class OperatorAddress {
  @OperatorEmail email!: string;
}

export class StartOperatorSignInTask {
  @OrganizationId organization!: string;

  /** Sealed `OperatorAddress`, bound to `operatorSignInContext`. */
  @Text() sealed_address!: string;
  @ClientDigest client_digest?: string | null;
}

/** Mails a code to an operator. A task, so that it takes as long to answer for an address that none has. */
export const StartOperatorSignIn = defineTask({
  owner: 'config',
  name: 'start-operator-sign-in',
  payload: StartOperatorSignInTask,
  sentBy: ['gateway'],
  concurrency: 4,
});
