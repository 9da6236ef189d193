import { Controller, Head, Param, Post, Req } from '@nestjs/common';
import { Bus } from '@subjectline/bus';
import { AppError, ReceiveReports, reportBounds, type ReceiveReportsRequest } from '@subjectline/contracts';
import { providers, type ReportReader } from '@subjectline/providers';
import type { FastifyRequest } from 'fastify';
import { RawBody } from '../http/bodies/raw-body';
import { pathOf } from '../http/host';
import { PublicAddress } from '../http/public-address';
import { ApiExcludeEndpoint, ApiTags } from '../openapi/documented';
import { NativeEndpoint } from '../openapi/endpoint';

interface ReportPath {
  readonly organization: string;
  readonly provider: string;
  readonly config_key: string;
}

/** Called by vendors, which sign what they send. */
@ApiTags('Messaging providers')
@Controller('webhooks')
export class DeliveryReportController {
  constructor(
    private readonly bus: Bus,
    private readonly address: PublicAddress,
  ) {}

  /** Mailchimp tries an address in this way before it takes it. */
  @Head(':organization/:provider/:config_key')
  @ApiExcludeEndpoint()
  @NativeEndpoint({ summary: 'Tells a vendor that reports are taken here.', takesRaw: true })
  tell(@Param() { provider }: ReportPath): void {
    if (!readerOf(provider)) throw new AppError('report_refused');
  }

  @Post(':organization/:provider/:config_key')
  @NativeEndpoint({
    summary:
      'Takes delivery reports of Mailgun, SendGrid, Twilio, Mailchimp Transactional or AWS SES (over SNS), in the form and ' +
      'with the signature of the vendor. ' +
      'Repeated reports are accepted and change nothing.',
    takesRaw: true,
    query: { subjectline_id: 'Twilio: the message, as we have named it in its `StatusCallback`.' },
    errors: [
      'report_refused',
      'report_refused_finally',
      'malformed',
      'media_type_unknown',
      'too_large',
      'overloaded',
    ],
  })
  async receive(
    @Param() path: ReportPath,
    @RawBody() body: string,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    const reader = readerOf(path.provider);
    if (reader) refuseOthers(reader, body, request);
    const call = reader && this.callOf(reader, path, body, request);
    const taken = call ? await this.bus.ask(ReceiveReports, call) : null;
    // what names no config is answered like what is not signed
    if (taken?.verdict === 'accepted') return;
    throw new AppError(reader?.refusal === 406 ? 'report_refused_finally' : 'report_refused');
  }

  /** Null: more than any vendor sends. */
  private callOf(
    { headers: names }: ReportReader,
    { organization, provider, config_key }: ReportPath,
    body: string,
    { originalUrl, headers }: FastifyRequest,
  ): ReceiveReportsRequest | null {
    const url = this.address.at(pathOf(originalUrl));
    const contentType = headers['content-type'] ?? '';
    const given = names.map((name) => ({ name, value: headers[name]?.toString() ?? '' }));
    const texts = [contentType, ...given.map(({ value }) => value)];
    if (url.length > reportBounds.url || organization.length > reportBounds.organization) return null;
    if (config_key.length > reportBounds.key) return null;
    if (texts.some(({ length }) => length > reportBounds.header)) return null;
    return {
      organization,
      service_type: provider,
      key: config_key,
      url,
      content_type: contentType,
      headers: given,
      body,
    };
  }
}

function readerOf(provider: string): ReportReader | undefined {
  return Object.hasOwn(providers, provider) ? providers[provider]?.reports : undefined;
}

/** What this vendor does not send. */
function refuseOthers(
  { takesText, maxBytes }: ReportReader,
  body: string,
  { headers }: FastifyRequest,
): void {
  const isText = /^text\/plain\b/i.test(headers['content-type'] ?? '');
  if (isText && !takesText) throw new AppError('media_type_unknown');
  if (maxBytes !== undefined && body.length > maxBytes) throw new AppError('too_large');
}
