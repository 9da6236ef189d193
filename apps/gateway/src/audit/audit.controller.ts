import { Controller, Get, Query, Res } from '@nestjs/common';
import { Bus } from '@subjectline/bus';
import {
  AuditEntry,
  auditKinds,
  AuditVerification,
  ListAudit,
  VerifyAudit,
  type AuditKind,
} from '@subjectline/contracts';
import { Optional } from '@subjectline/schema';
import type { FastifyReply } from 'fastify';
import { placed } from '../http/bodies/placed';
import { pageOf, PageQuery, pageReply, type Page } from '../http/page';
import { FilledText, QueryInt, QueryMoment, QueryWord } from '../http/query/query-fields';
import { ApiTags } from '../openapi/documented';
import { NativeEndpoint } from '../openapi/endpoint';
import { CallerOf } from '../security/auth.guard';
import type { Caller } from '../security/token.service';
import { AuditExportService, maxExported } from './audit-export.service';

class AuditQuery {
  @Optional(QueryWord(auditKinds, '`change`, `look`, `sign_in` or `retention`.')) kind?: AuditKind;
  @Optional(FilledText('The id of an API client or an account.')) actor?: string;
  @Optional(FilledText('Such as `PATCH /api/v1/config`.')) action?: string;
  @Optional(FilledText('The id of what was changed or looked at.')) target?: string;
  @Optional(FilledText('A keyed digest, as in `persons` of an entry.')) person?: string;
  @Optional(QueryMoment('Entries at or after this time.')) from?: string;
  @Optional(QueryMoment('Entries before this time.')) to?: string;
}

const maxSeq = 9_007_199_254_740_991;

class AfterQuery {
  @QueryInt({ min: 0, max: maxSeq }, 'The `seq` of the entry before the first one. Default: 0.')
  after: number = 0;
}

class VerifyQuery extends AfterQuery {
  @Optional(FilledText('The digest that the entry `after` had when it was verified last.')) digest?: string;
}

class ExportQuery extends AfterQuery {
  @QueryInt({ min: 1, max: maxExported }, `Max and default: ${maxExported}.`) limit: number = maxExported;
}

/** Who did what, and who looked at whom. */
@ApiTags('Audit')
@Controller('api/v1/audit')
export class AuditController {
  constructor(
    private readonly bus: Bus,
    private readonly exports: AuditExportService,
  ) {}

  @Get()
  @NativeEndpoint({
    summary: 'Lists the entries of the audit trail, newest first. Persons are named by keyed digests.',
    scope: 'audit:read',
    ...pageReply(AuditEntry),
  })
  async list(
    @CallerOf() { organization }: Caller,
    @Query() page: PageQuery,
    @Query() filter: AuditQuery,
  ): Promise<Page<AuditEntry>> {
    const { items, total } = await placed(
      'query',
      this.bus.ask(ListAudit, { organization, filter, ...page }),
      'filter',
    );
    return pageOf(items, total, page);
  }

  @Get('export')
  @NativeEndpoint({
    summary: 'Returns entries as lines of JSON, oldest first. The last `seq` is where the next call goes on.',
    scope: 'audit:read',
    reply: { type: 'string' },
  })
  async export(
    @CallerOf() { organization }: Caller,
    @Query() { after, limit }: ExportQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    void reply.header('content-type', 'application/x-ndjson; charset=utf-8');
    return this.exports.lines(organization, after, limit);
  }

  @Get('verify')
  @NativeEndpoint({
    summary: 'Verifies that no entry was changed, removed or put in: 20,000 entries per call.',
    scope: 'audit:read',
    reply: AuditVerification,
  })
  verify(@CallerOf() { organization }: Caller, @Query() query: VerifyQuery): Promise<AuditVerification> {
    return placed('query', this.bus.ask(VerifyAudit, { organization, ...query }));
  }
}
