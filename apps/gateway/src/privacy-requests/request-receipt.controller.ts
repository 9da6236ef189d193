import { Controller, Get, Param } from '@nestjs/common';
import { Bus } from '@subjectline/bus';
import { ReadRequestReceipt, VerificationReceipt } from '@subjectline/contracts';
import { ApiTags } from '../openapi/documented';
import { NativeEndpoint } from '../openapi/endpoint';
import { CallerOf } from '../security/auth.guard';
import type { Caller } from '../security/token.service';
import { requireRequestId } from './request-id';

/** An extension of Fides' API. */
@ApiTags('Privacy requests')
@Controller('api/v1/privacy-request/:id/verification/receipt')
export class RequestReceiptController {
  constructor(private readonly bus: Bus) {}

  @Get()
  @NativeEndpoint({
    summary: 'Returns the signed statement that the person of a privacy request was verified, and how.',
    scope: 'privacy-request:read',
    reply: VerificationReceipt,
    errors: ['request_unknown', 'receipt_unknown'],
  })
  read(@CallerOf() { organization }: Caller, @Param('id') id: string): Promise<VerificationReceipt> {
    return this.bus.ask(ReadRequestReceipt, { organization, id: requireRequestId(id) });
  }
}
