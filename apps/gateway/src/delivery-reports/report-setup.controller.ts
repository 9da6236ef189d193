import { Text } from '@subjectline/schema';
import { Controller, Get, Param, Post } from '@nestjs/common';
import { Bus } from '@subjectline/bus';
import {
  ReadProvider,
  ReadReportReadiness,
  reportPath,
  ReportReadiness,
  SetUpReports,
} from '@subjectline/contracts';
import { placed } from '../http/bodies/placed';
import { PublicAddress } from '../http/public-address';
import { ApiTags } from '../openapi/documented';
import { NativeEndpoint } from '../openapi/endpoint';
import { CallerOf } from '../security/auth.guard';
import type { Caller } from '../security/token.service';

class ReportSetupResource extends ReportReadiness {
  /** Where the vendor reports to. */
  @Text({ example: 'https://privacy.example.com/webhooks/default/mailgun/mailgun' }) url!: string;
}

/** How the vendor of a config reports the outcome of messages. */
@ApiTags('Messaging providers')
@Controller('api/v1/messaging/config/:config_key/reports')
export class ReportSetupController {
  constructor(
    private readonly bus: Bus,
    private readonly address: PublicAddress,
  ) {}

  @Get()
  @NativeEndpoint({
    summary: 'Returns where the vendor of a config reports to, and whether its reports can be verified.',
    scope: 'messaging:read',
    reply: ReportSetupResource,
    errors: ['provider_key_unknown'],
  })
  async read(
    @CallerOf() { organization }: Caller,
    @Param('config_key') key: string,
  ): Promise<ReportSetupResource> {
    const url = await this.urlOf(organization, key);
    return { ...(await this.bus.ask(ReadReportReadiness, { organization, key })), url };
  }

  @Post()
  @NativeEndpoint({
    summary:
      'Registers the address for delivery reports with the vendor (Mailgun, SendGrid, Mailchimp Transactional), and stores ' +
      'what it signs them with. Repeating it changes nothing.',
    scope: 'messaging:create_or_update',
    reply: ReportSetupResource,
    errors: ['provider_key_unknown', 'reports_not_set_up'],
  })
  async setUp(
    @CallerOf() { organization }: Caller,
    @Param('config_key') key: string,
  ): Promise<ReportSetupResource> {
    const url = await this.urlOf(organization, key);
    return { ...(await this.bus.ask(SetUpReports, { organization, key, url })), url };
  }

  private async urlOf(organization: string, key: string): Promise<string> {
    const { service_type } = await placed('path', this.bus.ask(ReadProvider, { organization, key }));
    return this.address.at(reportPath(organization, service_type, key));
  }
}
