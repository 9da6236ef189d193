import { Nullable, Optional, Text } from '@subjectline/schema';
import { OrganizationId } from '@subjectline/contracts';

export class OidcSignIn {
  /** What the button calls the identity provider. Null: sign-in with OpenID Connect is not configured. */
  @Nullable(Text({ example: 'Okta' })) label!: string | null;
}

export class BeginOidcBody {
  /** Of the operator. Default: `default`. */
  @Optional(OrganizationId) organization?: string;
}

export class BegunOidcSignIn {
  /** Where the browser has to go. */
  @Text({ example: 'https://id.example.com/authorize?response_type=code&client_id=subjectline' })
  authorization_url!: string;
}

export class FinishOidcBody {
  /** The query of the address that the identity provider has led back to, as it is. */
  @Text({ max: 8_192, example: 'code=<code>&state=<state>' }) parameters!: string;
}
