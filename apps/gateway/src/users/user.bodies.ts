import { Flag, ListOf, Nullish, OneOf, Optional, Text, With } from '@subjectline/schema';
import { LanguageTag, OperatorEmail, PersonName, roleNames, type RoleName } from '@subjectline/contracts';

/** Fides gives several; here each user has one. */
const Roles = ListOf(OneOf(roleNames), { min: 1, max: 1, example: ['approver'] });

export class CreateUserBody {
  @With(OperatorEmail, { example: 'mia@example.com' }) email_address!: string;
  @Nullish(PersonName) first_name?: string | null;
  @Nullish(PersonName) last_name?: string | null;

  /** Fides asks for one. Users sign in with their address. */
  @Nullish(Text({ max: 100 })) username?: string | null;

  /** Default: viewer. */
  @Optional(Roles) roles?: RoleName[];

  /** The language of mails to the user. Default: en. */
  @Optional(LanguageTag) locale?: string;
}

export class ChangeUserBody {
  @Optional(With(OperatorEmail, { example: 'mia@example.com' })) email_address?: string;
  @Nullish(PersonName) first_name?: string | null;
  @Nullish(PersonName) last_name?: string | null;
  @Optional(LanguageTag) locale?: string;
  @Optional(Flag) disabled?: boolean;
}

export class UserPermissionsBody {
  /** Fides sends the id of the permissions along. */
  @Nullish(Text({ max: 128 })) id?: string | null;
  @Roles roles!: RoleName[];
}
