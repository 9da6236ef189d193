import { Controller, Param, Post, UseInterceptors } from '@nestjs/common';
import { Bus } from '@subjectline/bus';
import { defaultLocale, PreviewWording } from '@subjectline/contracts';
import { ApiTags } from '../../openapi/documented';
import { DidomiEndpoint } from '../../openapi/endpoint';
import { CallerOf } from '../../security/auth.guard';
import type { Caller } from '../../security/token.service';
import { DidomiBody } from '../../didomi/didomi-body';
import { EmailRefusals, placedProperties } from '../email-content';
import { readEmailId, requireEmailType, requireLocale, type EmailPlace } from '../email-id';
import { PreviewResource, toPreview } from './email-preview.resource';
import { requireVariables } from './email-variables';
import { PreviewEmailBody, PreviewUnsavedEmailBody } from '../email.bodies';
import { EmailService, named } from '../email.service';

const variables = { metadata_redirect_url: 'https://www.example.com/thanks' };

/** Previews of e-mails. */
@ApiTags('Didomi: e-mails')
@UseInterceptors(EmailRefusals)
@Controller('marketplace/emails')
export class EmailPreviewController {
  constructor(
    private readonly bus: Bus,
    private readonly emails: EmailService,
  ) {}

  @Post('preview')
  @DidomiEndpoint({
    summary: 'Previews unsaved properties of an e-mail over its current version. Sends and stores nothing.',
    scope: 'messaging:read',
    unaudited: 'It changes nothing.',
    bodyExample: {
      email_type: 'validation-double-optin',
      properties: { subject: 'Please confirm' },
      variables,
    },
    reply: PreviewResource,
    errors: ['template_refused'],
  })
  async previewUnsaved(
    @CallerOf() caller: Caller,
    @DidomiBody() { email_type, locale = defaultLocale, ...rest }: PreviewUnsavedEmailBody,
  ): Promise<PreviewResource> {
    const place = { kind: requireEmailType(email_type), locale: requireLocale(locale) };
    return this.render(caller, place, rest);
  }

  @Post(':id/preview')
  @DidomiEndpoint({
    summary: 'Previews an e-mail, optionally with other properties. Sends and stores nothing.',
    scope: 'messaging:read',
    unaudited: 'It changes nothing.',
    bodyExample: { variables, samples: false },
    reply: PreviewResource,
    errors: ['template_unknown', 'template_refused'],
  })
  async preview(
    @CallerOf() caller: Caller,
    @Param('id') id: string,
    @DidomiBody({ isOptional: true }) given: PreviewEmailBody,
  ): Promise<PreviewResource> {
    const place = readEmailId(id);
    await this.emails.requireSendable(caller.organization, place);
    return this.render(caller, place, given);
  }

  private async render(
    { organization }: Caller,
    place: EmailPlace,
    { properties, variables: given = {}, samples = true, channel = 'email' }: PreviewEmailBody,
  ): Promise<PreviewResource> {
    requireVariables(place, given);
    const asked = this.bus.ask(PreviewWording, {
      organization,
      ...place,
      channel,
      samples,
      variables: given,
      ...(properties && { draft: properties }),
    });
    return toPreview(place, channel, await placedProperties('draft', named(place, asked)));
  }
}
