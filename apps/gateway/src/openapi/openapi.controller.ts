import { Controller, Get } from '@nestjs/common';
import { ApiTags, type OpenAPIObject } from '@nestjs/swagger';
import { NativeEndpoint } from './endpoint';
import { OpenApiDocument } from './openapi.document';

@ApiTags('Documentation')
@Controller()
export class OpenApiController {
  constructor(private readonly document: OpenApiDocument) {}

  @Get('openapi.json')
  @NativeEndpoint({ summary: 'This document', reply: { type: 'object' } })
  read(): OpenAPIObject {
    return this.document.get();
  }
}
