import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Bus } from '@subjectline/bus';
import { InitiateSignIn, signInProtocols, type SignInProtocol } from '@subjectline/contracts';
import { readText, type Query as QueryValues } from '../http/page';
import { placed } from '../http/bodies/placed';
import { DidomiEndpoint } from '../openapi/endpoint';
import { objectOf, text } from '../openapi/shape';
import { PublicKeys } from './public-key';
import { signInQuery } from './sign-in.bodies';

interface Way {
  readonly id: string;
  readonly type: SignInProtocol;
  readonly is_default: boolean;
}

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
    reply: objectOf({
      id: text,
      type: { type: 'string', enum: [...signInProtocols] },
      is_default: { type: 'boolean' },
    }),
    replyExample: { id: 'aup_4be3c1c8-8a05-4d6f-9a3b-0a5b7c2d9e11', type: 'otp', is_default: true },
    errors: ['public_key_unknown', 'auth_provider_unknown'],
  })
  async initiate(@Query() query: QueryValues): Promise<Way> {
    const organization = await this.keys.organizationOf(query);
    const named = readText(query, 'auth_provider_id');
    const wanted = { organization, ...(named !== undefined && { auth_provider_id: named }) };
    const { id, type, is_default } = await placed('query', this.bus.ask(InitiateSignIn, wanted));
    return { id, type, is_default };
  }
}
