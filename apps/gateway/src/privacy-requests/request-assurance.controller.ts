import { Controller, Get, Param, Post } from '@nestjs/common';
import { Bus } from '@subjectline/bus';
import {
  AssuranceDetails,
  NoteDataPoints,
  NoteDataPointsRequest,
  NoteDocument,
  NoteDocumentRequest,
  RaiseAssurance,
  RaiseAssuranceRequest,
  ReadAssurance,
} from '@subjectline/contracts';
import { PickFields } from '@subjectline/schema';
import { JsonBody } from '../http/bodies/json-body';
import { ApiTags } from '../openapi/documented';
import { NativeEndpoint } from '../openapi/endpoint';
import { CallerOf } from '../security/auth.guard';
import type { Caller } from '../security/token.service';
import { requireRequestId } from './request-id';

class RaiseBody extends PickFields(RaiseAssuranceRequest, ['level', 'reason', 'note']) {}
class DataPointsBody extends PickFields(NoteDataPointsRequest, ['matched']) {}
class DocumentBody extends PickFields(NoteDocumentRequest, ['document', 'copy_deleted']) {}

const errors = ['request_unknown', 'assurance_refused'] as const;

/** How surely the person of one request is known. */
@ApiTags('Assurance')
@Controller('api/v1/privacy-request/:id/assurance')
export class RequestAssuranceController {
  constructor(private readonly bus: Bus) {}

  @Get()
  @NativeEndpoint({
    summary: 'Returns how surely the person of a privacy request has to be known, and by what they are.',
    scope: 'privacy-request:read',
    reply: AssuranceDetails,
    errors: ['request_unknown'],
  })
  read(@CallerOf() { organization }: Caller, @Param('id') id: string): Promise<AssuranceDetails> {
    return this.bus.ask(ReadAssurance, { organization, id: requireRequestId(id) });
  }

  @Post()
  @NativeEndpoint({
    summary: 'Asks for more than the rules do, for one request. It waits for its person again.',
    scope: 'privacy-request:review',
    bodyExample: { level: 4, reason: 'address_mismatch', note: 'The address is new.' },
    reply: AssuranceDetails,
    errors,
  })
  raise(
    @CallerOf() { organization, clientId: raised_by }: Caller,
    @Param('id') id: string,
    @JsonBody() body: RaiseBody,
  ): Promise<AssuranceDetails> {
    return this.bus.ask(RaiseAssurance, { organization, id: requireRequestId(id), ...body, raised_by });
  }

  @Post('data-points')
  @NativeEndpoint({
    summary: 'Notes how many data points of the person match. Too few prove nothing.',
    scope: 'privacy-request:review',
    bodyExample: { matched: 3 },
    reply: AssuranceDetails,
    errors,
  })
  noteDataPoints(
    @CallerOf() { organization, clientId: noted_by }: Caller,
    @Param('id') id: string,
    @JsonBody() body: DataPointsBody,
  ): Promise<AssuranceDetails> {
    return this.bus.ask(NoteDataPoints, { organization, id: requireRequestId(id), ...body, noted_by });
  }

  @Post('document')
  @NativeEndpoint({
    summary: 'Notes that staff saw a document of the person. No copy may be kept.',
    scope: 'privacy-request:review',
    bodyExample: { document: 'passport', copy_deleted: true },
    reply: AssuranceDetails,
    errors,
  })
  noteDocument(
    @CallerOf() { organization, clientId: noted_by }: Caller,
    @Param('id') id: string,
    @JsonBody() body: DocumentBody,
  ): Promise<AssuranceDetails> {
    return this.bus.ask(NoteDocument, { organization, id: requireRequestId(id), ...body, noted_by });
  }
}
