import { Controller, Get, Header } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { NativeEndpoint } from './endpoint';
import { OpenApiDocument } from './openapi.document';

@ApiTags('Documentation')
@Controller()
export class OpenApiController {
  constructor(private readonly document: OpenApiDocument) {}

  @Get('openapi.json')
  @NativeEndpoint({ summary: 'This document', reply: { type: 'object' } })
  @Header('content-type', 'application/json; charset=utf-8')
  read(): Buffer {
    return this.document.get();
  }
}
