import { Nested, OmitFields } from '@subjectline/schema';
import { OpenSessionRequest, Session } from '@subjectline/contracts';

/** The id and secret of an API client. */
export class SignInBody extends OmitFields(OpenSessionRequest, ['browser']) {}

export class SessionReply {
  @Nested(() => Session) session!: Session;
}
