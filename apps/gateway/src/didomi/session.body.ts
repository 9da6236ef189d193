import { IsIn, IsString, MaxLength } from 'class-validator';

export class SessionBody {
  /** Didomi's console knows `email` too, for people; here only programs sign in. */
  @IsIn(['api-key'], { message: 'must be api-key: there are no sessions of people here' })
  type!: 'api-key';

  /** The client id. */
  @IsString()
  @MaxLength(256)
  key!: string;

  /** The client secret. */
  @IsString()
  @MaxLength(1_024)
  secret!: string;
}
