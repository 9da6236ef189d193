import { Controller, Get, Post, Query, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { Query as QueryValues } from '../http/page';
import { DidomiEndpoint } from '../openapi/endpoint';
import { objectOf, text } from '../openapi/shape';
import { DidomiBody } from '../didomi/didomi-body';
import { PersonSignIns } from './person-sign-ins';
import { requireProgram } from './programs-only';
import { PublicKeys } from './public-key';
import { messageNames, readStart, signInQuery, StartMessageBody, startRefusals } from './sign-in.bodies';

interface LinkOnItsWay {
  readonly message: string;
}

const { key, auth_provider_id, privacy_center_url } = signInQuery;

const sent = {
  summary: 'Sends a sign-in link. The response does not reveal whether the address is known.',
  query: {
    key,
    id: 'The address',
    channel: 'Default: the channel of the address.',
    auth_provider_id,
    privacy_center_url,
  },
  reply: objectOf({ message: text }),
  replyExample: answerOf(900),
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
    @Query() query: QueryValues,
    @DidomiBody() body: unknown,
  ): Promise<LinkOnItsWay> {
    return this.send(request, query, body);
  }

  @Get('callback')
  @DidomiEndpoint({
    ...sent,
    summary:
      'Does the same for programs and scripts. A click, prefetch, image or HEAD request sends nothing.',
  })
  callbackByGet(@Req() request: FastifyRequest, @Query() query: QueryValues): Promise<LinkOnItsWay> {
    requireProgram(request);
    return this.send(request, query, undefined);
  }

  private async send(request: FastifyRequest, query: QueryValues, body: unknown): Promise<LinkOnItsWay> {
    const organization = await this.keys.organizationOf(query);
    const { id: email, ...wanted } = readStart(StartMessageBody, messageNames, query, body);
    return answerOf(
      await this.signIns.start(request, { ...wanted, email, organization, protocol: 'message' }),
    );
  }
}

/** Didomi's names the address; ours does not repeat the input. */
function answerOf(seconds: number): LinkOnItsWay {
  return {
    message: `If the address can get messages, a link is on its way. It is good for ${seconds} seconds.`,
  };
}
