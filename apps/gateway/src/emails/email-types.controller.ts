import { ObjectOf } from '@subjectline/schema';
import { Controller, Get, Query } from '@nestjs/common';
import { didomiTemplateIds } from '@subjectline/contracts';
import { ApiTags } from '../openapi/documented';
import { DidomiEndpoint } from '../openapi/endpoint';
import { CallerOf } from '../security/auth.guard';
import type { Caller } from '../security/token.service';
import { propertiesSchema, toType, EmailTypeResource } from './email-type.resource';
import { EmailService } from './email.service';
import { listReply, sliceFrom, sliceOf, SliceQuery, type DidomiList } from '../didomi/list';

const scope = 'messaging:read';

class PropertiesSchemas {
  @ObjectOf<typeof propertiesSchema.didomi>({ example: propertiesSchema.didomi })
  didomi!: typeof propertiesSchema.didomi;
}

/** E-mail types. */
@ApiTags('Didomi: e-mails')
@Controller('marketplace/emails')
export class EmailTypesController {
  constructor(private readonly emails: EmailService) {}

  @Get('types')
  @DidomiEndpoint({
    summary:
      'Lists e-mail types with their variables and channels, and whether an e-mail must be created before it is sent.',
    scope,
    ...listReply(EmailTypeResource, toType('validation-double-optin', ['en', 'fr'])),
  })
  async types(
    @CallerOf() { organization }: Caller,
    @Query() query: SliceQuery,
  ): Promise<DidomiList<EmailTypeResource>> {
    const slice = sliceFrom(query);
    const created = await this.emails.created(organization);
    const types = didomiTemplateIds.map((id) =>
      toType(
        id,
        created.filter(({ kind }) => kind === id).map(({ locale }) => locale),
      ),
    );
    return sliceOf(types, slice);
  }

  @Get('properties-schema')
  @DidomiEndpoint({
    summary: 'Returns the JSON Schema of `properties` by `type_id`.',
    scope,
    reply: PropertiesSchemas,
  })
  schema(): PropertiesSchemas {
    return propertiesSchema;
  }
}
