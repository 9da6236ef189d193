import { Controller, Get, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { redirectFromSlash } from '../http/final-slash';
import { NativeEndpoint } from './endpoint';
import { OpenApiDocument } from './openapi.document';

@ApiTags('Documentation')
@Controller()
export class OpenApiController {
  constructor(private readonly document: OpenApiDocument) {}

  @Get('openapi.json')
  @NativeEndpoint({ summary: 'Returns this OpenAPI document.', reply: { type: 'object' } })
  read(@Res() reply: FastifyReply): FastifyReply {
    if (redirectFromSlash(reply, 'openapi.json')) return reply;
    return reply.type('application/json; charset=utf-8').send(this.document.get());
  }
}
