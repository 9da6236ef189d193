import { Nested, Optional, Text, With } from '@subjectline/schema';
import { AppError, OperatorEmail, OrganizationId, Session, TypedCode } from '@subjectline/contracts';

/** The id and secret of an API client, or the address of an operator and the code that was mailed to it. */
export class SignInBody {
  @Optional(Text({ max: 256 })) client_id?: string;
  @Optional(Text({ max: 1_024 })) client_secret?: string;
  @Optional(With(OperatorEmail, { example: 'mia@example.com' })) email?: string;
  @Optional(TypedCode) code?: string;

  /** Of the operator. Default: `default`. */
  @Optional(OrganizationId) organization?: string;
}

type Credentials =
  | { readonly client_id: string; readonly client_secret: string }
  | { readonly email: string; readonly code: string };

/** One of the two pairs, whole. */
export function credentialsIn({ client_id, client_secret, email, code }: SignInBody): Credentials {
  const isClient = client_id !== undefined && client_secret !== undefined;
  const isOperator = email !== undefined && code !== undefined;
  if (isClient && email === undefined && code === undefined) return { client_id, client_secret };
  if (isOperator && client_id === undefined && client_secret === undefined) return { email, code };
  const message = 'must have client_id and client_secret, or email and code';
  throw new AppError('invalid', {}, [{ path: ['body'], rule: 'isCredentials', message }]);
}

/** Where a code is to be mailed to. */
export class SendCodeBody {
  @With(OperatorEmail, { example: 'mia@example.com' }) email!: string;

  /** Default: `default`. */
  @Optional(OrganizationId) organization?: string;
}

export class SessionReply {
  @Nested(() => Session) session!: Session;
}
