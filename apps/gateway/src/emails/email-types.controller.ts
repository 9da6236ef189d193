import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { didomiTemplateIds } from '@subjectline/contracts';
import type { Query as QueryValues } from '../http/page';
import { DidomiEndpoint } from '../openapi/endpoint';
import { objectOf } from '../openapi/shape';
import { CallerOf } from '../security/auth.guard';
import type { Caller } from '../security/token.service';
import { propertiesSchema, toType, typeShape, type EmailTypeResource } from './email-type.resource';
import { EmailService } from './email.service';
import {
  didomiListShape,
  listExample,
  readSlice,
  sliceOf,
  sliceQuery,
  type DidomiList,
} from '../didomi/list';

const scope = 'messaging:read';

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
    query: sliceQuery,
    reply: didomiListShape(typeShape),
    replyExample: listExample(toType('validation-double-optin', ['en', 'fr'])),
  })
  async types(
    @CallerOf() { organization }: Caller,
    @Query() query: QueryValues,
  ): Promise<DidomiList<EmailTypeResource>> {
    const slice = readSlice(query);
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
    reply: objectOf({ didomi: { type: 'object' } }),
    replyExample: propertiesSchema,
  })
  schema(): typeof propertiesSchema {
    return propertiesSchema;
  }
}
