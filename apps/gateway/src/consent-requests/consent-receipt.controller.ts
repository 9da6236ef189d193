import { Controller, Get, Param } from '@nestjs/common';
import { Bus } from '@subjectline/bus';
import { AppError, exampleIds, ReadConsentReceipt, VerificationReceipt } from '@subjectline/contracts';
import { exampleOf } from '@subjectline/schema';
import { ApiTags } from '../openapi/documented';
import { NativeEndpoint } from '../openapi/endpoint';
import { isRequestId } from '../privacy-requests/request-id';
import { CallerOf } from '../security/auth.guard';
import type { Caller } from '../security/token.service';

/** An extension of Fides' API. */
@ApiTags('Consent requests')
@Controller('api/v1/consent-request/:id/verification/receipt')
export class ConsentReceiptController {
  constructor(private readonly bus: Bus) {}

  @Get()
  @NativeEndpoint({
    summary: 'Returns the signed statement that the person of a consent request was verified, and how.',
    scope: 'consent:read',
    reply: VerificationReceipt,
    replyExample: { ...exampleOf(VerificationReceipt), id: exampleIds.consentRequest },
    errors: ['consent_unknown', 'receipt_unknown'],
  })
  async read(@CallerOf() { organization }: Caller, @Param('id') id: string): Promise<VerificationReceipt> {
    if (!isRequestId(id)) throw new AppError('consent_unknown');
    return this.bus.ask(ReadConsentReceipt, { organization, id });
  }
}
