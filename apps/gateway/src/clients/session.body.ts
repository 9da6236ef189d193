import { OneOf, Text } from '@subjectline/schema';

export class SessionBody {
  /** Didomi's console knows `email` too, for people; here only programs sign in. */
  @OneOf(['api-key'], { message: 'must be api-key: there are no sessions of people here' }) type!: 'api-key';

  /** The client id. */
  @Text({ max: 256 }) key!: string;

  /** The client secret. */
  @Text({ max: 1_024 }) secret!: string;
}
