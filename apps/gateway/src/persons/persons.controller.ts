import { Controller, Get, Headers, Post, Query, Res } from '@nestjs/common';
import { Bus } from '@subjectline/bus';
import { exportFormats, ListPersonLooks, PersonLook, type ExportFormat } from '@subjectline/contracts';
import { Optional } from '@subjectline/schema';
import type { FastifyReply } from 'fastify';
import { JsonBody } from '../http/bodies/json-body';
import { pageOf, PageQuery, pageReply, type Page } from '../http/page';
import { QueryWord } from '../http/query/query-fields';
import { ApiTags } from '../openapi/documented';
import { NativeEndpoint } from '../openapi/endpoint';
import { CallerOf } from '../security/auth.guard';
import type { Caller } from '../security/token.service';
import { PersonExport, PersonExportBody } from './person-export';
import { exportPage, exportPagePolicy } from './person-export.page';
import { PersonExportService } from './person-export.service';

class ExportQuery {
  @Optional(QueryWord(exportFormats, 'json or html. Default: what the header Accept prefers, else json.'))
  format?: ExportFormat;
}

/** What is stored about one person, in all services. */
@ApiTags('Persons')
@Controller('api/v1/persons')
export class PersonsController {
  constructor(
    private readonly exports: PersonExportService,
    private readonly bus: Bus,
  ) {}

  @Post('export')
  @NativeEndpoint({
    summary:
      'Returns everything that is stored about a person, as JSON or as a page to read. The look is recorded.',
    scope: 'person:read',
    look: true,
    bodyExample: { email: 'ana@example.com' },
    reply: PersonExport,
  })
  async export(
    @CallerOf() caller: Caller,
    @JsonBody() body: PersonExportBody,
    @Query() { format }: ExportQuery,
    @Headers('accept') accept: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PersonExport | string> {
    const chosen = format ?? (accept?.trim().startsWith('text/html') ? 'html' : 'json');
    const held = await this.exports.export(caller, body, chosen);
    if (chosen === 'json') return held;
    void reply.headers({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': exportPagePolicy,
    });
    return exportPage(held);
  }

  @Get('looks')
  @NativeEndpoint({
    summary: 'Lists who has read the data of a person, newest first. Persons are named by keyed digests.',
    scope: 'person:read',
    ...pageReply(PersonLook),
  })
  async looks(@CallerOf() { organization }: Caller, @Query() query: PageQuery): Promise<Page<PersonLook>> {
    const { items, total } = await this.bus.ask(ListPersonLooks, { organization, ...query });
    return pageOf(items, total, query);
  }
}
