import { Int, Nullable, Text } from '@subjectline/schema';
import { Controller, Get, Post, Query, Req } from '@nestjs/common';
import { Bus } from '@subjectline/bus';
import { FinishSignIn } from '@subjectline/contracts';
import type { FastifyRequest } from 'fastify';
import { ClientDigests } from '../http/callers/client-digest';
import { placed } from '../http/bodies/placed';
import { PublicAddress } from '../http/public-address';
import { ApiTags } from '../openapi/documented';
import { DidomiEndpoint } from '../openapi/endpoint';
import { DidomiBody } from '../didomi/didomi-body';
import { PersonSignIns } from './person-sign-ins';
import { requireProgram } from './programs-only';
import { PublicKeys } from './public-key';
import {
  FinishOtpBody,
  readStart,
  RedirectQuery,
  StartOtpBody,
  StartOtpQuery,
  startRefusals,
} from './sign-in.bodies';

class SignInCodeSent {
  @Nullable(Text({ example: 'https://preferences.example.com/' })) redirect_url!: string | null;

  /** Where the code is to be sent. */
  @Text({ example: 'https://privacy.example.com/auth/protocols/otp/verify?key=default' }) callback!: string;
}

class SignedIn {
  @Text({ example: '<token>' }) token!: string;
  @Int({ example: 900 }) expires_in!: number;
  @Text({ example: 'usr_4be3c1c8-8a05-4d6f-9a3b-0a5b7c2d9e11' }) user_id!: string;

  /** The Preference Center with the token in its address. */
  @Nullable(Text()) redirect_url!: string | null;
}

const generated = {
  summary: 'Sends a sign-in code. The response does not reveal whether the address is known.',
  reply: SignInCodeSent,
  errors: startRefusals,
};

/** Preference Center sign-in with a code. */
@ApiTags('Didomi: Preference Center')
@Controller('auth/protocols/otp')
export class AuthOtpController {
  constructor(
    private readonly bus: Bus,
    private readonly keys: PublicKeys,
    private readonly signIns: PersonSignIns,
    private readonly clients: ClientDigests,
    private readonly publicAddress: PublicAddress,
  ) {}

  @Post('generate')
  @DidomiEndpoint({ ...generated, body: StartOtpBody, bodyExample: { email: 'ada@example.com' } })
  generate(
    @Req() request: FastifyRequest,
    @Query() query: StartOtpQuery,
    @DidomiBody() body: unknown,
  ): Promise<SignInCodeSent> {
    return this.send(request, query, body);
  }

  @Get('generate')
  @DidomiEndpoint({
    ...generated,
    summary:
      'Does the same for programs and scripts. A click, prefetch, image or HEAD request sends nothing.',
  })
  generateByGet(@Req() request: FastifyRequest, @Query() query: StartOtpQuery): Promise<SignInCodeSent> {
    requireProgram(request);
    return this.send(request, query, undefined);
  }

  @Post('verify')
  @DidomiEndpoint({
    summary:
      'Issues a consent token for a valid code. Wrong, expired, used and unknown codes get the same error.',
    bodyExample: { code: '482913', organization_user_id: 'ada@example.com' },
    reply: SignedIn,
    errors: ['public_key_unknown', 'redirect_forbidden', 'sign_in_failed', 'sign_in_limit'],
  })
  async verify(
    @Req() request: FastifyRequest,
    @Query() query: RedirectQuery,
    @DidomiBody() { code, organization_user_id: email }: FinishOtpBody,
  ): Promise<SignedIn> {
    const organization = await this.keys.organizationOf(query);
    const { privacy_center_url: redirectUrl } = query;
    const asked = this.bus.ask(FinishSignIn, {
      organization,
      email,
      code,
      ...(redirectUrl !== undefined && { privacy_center_url: redirectUrl }),
      client_digest: this.clients.of(request),
    });
    const { token, expires_in, user_id, url } = await placed('query', asked);
    return { token, expires_in, user_id, redirect_url: url };
  }

  private async send(request: FastifyRequest, query: StartOtpQuery, body: unknown): Promise<SignInCodeSent> {
    const organization = await this.keys.organizationOf(query);
    const wanted = readStart(StartOtpBody, query, body);
    await this.signIns.start(request, { ...wanted, organization, protocol: 'otp' });
    const callback = new URLSearchParams({ key: organization });
    for (const name of ['auth_provider_id', 'privacy_center_url'] as const) {
      const value = wanted[name];
      if (value !== undefined) callback.set(name, value);
    }
    return {
      redirect_url: wanted.privacy_center_url ?? null,
      callback: this.publicAddress.at(`/auth/protocols/otp/verify?${callback.toString()}`),
    };
  }
}
