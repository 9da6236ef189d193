import { PickFields } from '@subjectline/schema';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Bus } from '@subjectline/bus';
import { AuthProvider, InitiateSignIn } from '@subjectline/contracts';
import { readText, type Query as QueryValues } from '../http/page';
import { placed } from '../http/bodies/placed';
import { DidomiEndpoint } from '../openapi/endpoint';
import { PublicKeys } from './public-key';
import { signInQuery } from './sign-in.bodies';

class SignInMethod extends PickFields(AuthProvider, ['id', 'type', 'is_default']) {}

const { key, auth_provider_id } = signInQuery;

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
    query: { key, auth_provider_id },
    reply: SignInMethod,
    errors: ['public_key_unknown', 'auth_provider_unknown'],
  })
  async initiate(@Query() query: QueryValues): Promise<SignInMethod> {
    const organization = await this.keys.organizationOf(query);
    const named = readText(query, 'auth_provider_id');
    const wanted = { organization, ...(named !== undefined && { auth_provider_id: named }) };
    const { id, type, is_default } = await placed('query', this.bus.ask(InitiateSignIn, wanted));
    return { id, type, is_default };
  }
}
