import { Text } from '@subjectline/schema';
import { Controller, Get, Post, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { ApiTags } from '../openapi/documented';
import { DidomiEndpoint } from '../openapi/endpoint';
import { DidomiBody } from '../didomi/didomi-body';
import { PersonSignIns } from './person-sign-ins';
import { requireProgram } from './programs-only';
import { PublicKeys } from './public-key';
import { readStart, StartMessageBody, StartMessageQuery, startRefusals } from './sign-in.bodies';

class SignInLinkSent {
  /** Didomi's names the address; ours does not repeat the input. */
  @Text({ example: sentText(900) }) message!: string;
}

const sent = {
  summary: 'Sends a sign-in link. The response does not reveal whether the address is known.',
  reply: SignInLinkSent,
  errors: startRefusals,
};

/** Preference Center sign-in with a link. */
@ApiTags('Didomi: Preference Center')
@Controller('auth/protocols/message')
export class AuthMessageController {
  constructor(
    private readonly keys: PublicKeys,
    private readonly signIns: PersonSignIns,
  ) {}

  @Post('callback')
  @DidomiEndpoint({
    ...sent,
    body: StartMessageBody,
    bodyExample: { id: 'ada@example.com', privacy_center_url: 'https://preferences.example.com/' },
  })
  callback(
    @Req() request: FastifyRequest,
    @Query() query: StartMessageQuery,
    @DidomiBody() body: unknown,
  ): Promise<SignInLinkSent> {
    return this.send(request, query, body);
  }

  @Get('callback')
  @DidomiEndpoint({
    ...sent,
    summary:
      'Does the same for programs and scripts. A click, prefetch, image or HEAD request sends nothing.',
  })
  callbackByGet(@Req() request: FastifyRequest, @Query() query: StartMessageQuery): Promise<SignInLinkSent> {
    requireProgram(request);
    return this.send(request, query, undefined);
  }

  private async send(
    request: FastifyRequest,
    query: StartMessageQuery,
    body: unknown,
  ): Promise<SignInLinkSent> {
    const organization = await this.keys.organizationOf(query);
    const { id: email, ...wanted } = readStart(StartMessageBody, query, body);
    const seconds = await this.signIns.start(request, {
      ...wanted,
      email,
      organization,
      protocol: 'message',
    });
    return { message: sentText(seconds) };
  }
}

function sentText(seconds: number): string {
  return `If the address can get messages, a link is on its way. It is good for ${seconds} seconds.`;
}
