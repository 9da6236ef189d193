import { Controller, Param, Post, Query, Res } from '@nestjs/common';
import { MessageRecord } from '@subjectline/contracts';
import { PickFields } from '@subjectline/schema';
import type { FastifyReply } from 'fastify';
import { JsonBody } from '../http/bodies/json-body';
import { ApiTags } from '../openapi/documented';
import { NativeEndpoint } from '../openapi/endpoint';
import { CallerOf } from '../security/auth.guard';
import type { Caller } from '../security/token.service';
import { TestMessages } from './test-messages';
import { TestWordingBody } from './wording.bodies';
import { placeOf, WordingQuery } from './wording-place';

class TestWordingSent extends PickFields(MessageRecord, ['id']) {}

@ApiTags('Wordings')
@Controller('api/v1/wordings')
export class WordingTestController {
  constructor(private readonly tests: TestMessages) {}

  @Post(':kind/test')
  @NativeEndpoint({
    summary:
      'Sends the saved words with sample values, marked as a test. Its status is at /api/v1/messages/{id}.',
    scope: 'messages:send',
    status: 202,
    bodyExample: { to: { email: 'ada@example.com' } },
    reply: TestWordingSent,
    errors: ['template_unknown'],
  })
  async send(
    @CallerOf() { organization }: Caller,
    @Param('kind') kind: string,
    @Query() query: WordingQuery,
    @JsonBody() { to }: TestWordingBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TestWordingSent> {
    const place = placeOf(organization, kind, query);
    const id = await this.tests.send(place, { to, locale: place.locale });
    void reply.header('location', `/api/v1/messages/${id}`);
    return { id };
  }
}
