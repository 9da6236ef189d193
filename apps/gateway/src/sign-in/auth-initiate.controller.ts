import { PickFields } from '@subjectline/schema';
import { Controller, Get, Query } from '@nestjs/common';
import { Bus } from '@subjectline/bus';
import { AuthProvider, InitiateSignIn } from '@subjectline/contracts';
import { placed } from '../http/bodies/placed';
import { ApiTags } from '../openapi/documented';
import { DidomiEndpoint } from '../openapi/endpoint';
import { PublicKeys } from './public-key';
import { SignInQuery } from './sign-in.bodies';

class SignInMethod extends PickFields(AuthProvider, ['id', 'type', 'is_default']) {}

/** The sign-in method of a Preference Center. Browsers call this without a token. */
@ApiTags('Didomi: Preference Center')
@Controller('auth/initiate')
export class AuthInitiateController {
  constructor(
    private readonly bus: Bus,
    private readonly keys: PublicKeys,
  ) {}

  @Get()
  @DidomiEndpoint({
    summary: 'Returns the sign-in method to offer: a code (`otp`) or a link (`message`).',
    reply: SignInMethod,
    errors: ['public_key_unknown', 'auth_provider_unknown'],
  })
  async initiate(@Query() query: SignInQuery): Promise<SignInMethod> {
    const organization = await this.keys.organizationOf(query);
    const { auth_provider_id } = query;
    const wanted = { organization, ...(auth_provider_id !== undefined && { auth_provider_id }) };
    const { id, type, is_default } = await placed('query', this.bus.ask(InitiateSignIn, wanted));
    return { id, type, is_default };
  }
}
