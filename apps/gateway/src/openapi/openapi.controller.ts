import { Controller, Get, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { redirectFromSlash } from '../http/final-slash';
import { ApiTags } from './documented';
import { NativeEndpoint } from './endpoint';
import { OpenApiDocument } from './openapi.document';

@ApiTags('Documentation')
@Controller()
export class OpenApiController {
  constructor(private readonly document: OpenApiDocument) {}

  @Get('openapi.json')
  @NativeEndpoint({ summary: 'Returns this OpenAPI document.', reply: { type: 'object' } })
  async read(@Res() reply: FastifyReply): Promise<FastifyReply> {
    if (redirectFromSlash(reply, 'openapi.json')) return reply;
    return reply.type('application/json; charset=utf-8').send(await this.document.get());
  }
}
