import { Controller, Get, Headers, Param, Patch, Post, Query } from '@nestjs/common';
import { Bus } from '@subjectline/bus';
import {
  ChangeDsarRequest,
  CreateDsarRequest,
  ListDsarRequests,
  ReadDsarRequest,
} from '@subjectline/contracts';
import { requireRequestId } from '../privacy-requests/request-id';
import { placed } from '../http/bodies/placed';
import { PersonLanguages } from '../language/person-languages';
import { ApiTags } from '../openapi/documented';
import { DidomiEndpoint } from '../openapi/endpoint';
import { CallerOf } from '../security/auth.guard';
import type { Caller } from '../security/token.service';
import { DidomiBody } from '../didomi/didomi-body';
import { dsarFilterOf, DsarRequestsQuery } from './dsar-filter';
import { ChangeDsarBody, CreateDsarBody } from './dsar.bodies';
import { createExample, DsarAnswer, DsarResource, toDsarAnswer, toResource } from './dsar.resource';
import { listReply, sliceFrom, toList, type DidomiList } from '../didomi/list';

/** Privacy requests as Didomi's API shows them: the same ones as at `/api/v1/privacy-request`. */
@ApiTags('Didomi: privacy requests')
@Controller('dsar/requests')
export class DsarRequestsController {
  constructor(
    private readonly bus: Bus,
    private readonly languages: PersonLanguages,
  ) {}

  @Post()
  @DidomiEndpoint({
    creates: true,
    summary:
      'Creates a privacy request. If it is unverified, the person confirms it through a link in an e-mail.',
    scope: 'privacy-request:create',
    unaudited: 'The log of the request says which client made it.',
    status: 201,
    bodyExample: createExample,
    reply: DsarAnswer,
    errors: ['redirect_forbidden'],
  })
  async create(
    @CallerOf() { organization, clientId }: Caller,
    @DidomiBody() body: CreateDsarBody,
    @Headers('accept-language') language?: string,
  ): Promise<DsarAnswer> {
    const { locale = this.languages.best(language, organization), ...fields } = body;
    const asked = this.bus.ask(CreateDsarRequest, {
      ...fields,
      locale,
      organization,
      created_by: clientId,
    });
    return toDsarAnswer(organization, await placed('body', asked));
  }

  @Get()
  @DidomiEndpoint({
    summary: 'Lists privacy requests, newest first.',
    scope: 'privacy-request:read',
    look: true,
    ...listReply(DsarResource),
  })
  async list(
    @CallerOf() { organization }: Caller,
    @Query() query: DsarRequestsQuery,
  ): Promise<DidomiList<DsarResource>> {
    const slice = sliceFrom(query);
    const asked = this.bus.ask(ListDsarRequests, { organization, ...slice, filter: dsarFilterOf(query) });
    const { items, total } = await placed('query', asked, 'filter');
    return toList(
      items.map((item) => toResource(organization, item)),
      total,
      slice,
    );
  }

  @Get(':id')
  @DidomiEndpoint({
    summary: 'Returns a privacy request.',
    scope: 'privacy-request:read',
    look: true,
    reply: DsarResource,
    errors: ['request_unknown'],
  })
  async read(@CallerOf() { organization }: Caller, @Param('id') id: string): Promise<DsarResource> {
    const asked = { organization, id: requireRequestId(id) };
    return toResource(organization, await this.bus.ask(ReadDsarRequest, asked));
  }

  @Patch(':id')
  @DidomiEndpoint({
    summary:
      'Updates status, metadata, or details for the status message. Notifies the person of a new status.',
    scope: 'privacy-request:review',
    bodyExample: {
      status: 'fulfilled',
      extra_message_variables: { download_link: 'https://files.example.com/e/8f2c' },
    },
    reply: DsarAnswer,
    errors: ['request_unknown', 'status_forbids', 'conflict'],
  })
  async change(
    @CallerOf() { organization, clientId }: Caller,
    @Param('id') id: string,
    @DidomiBody() changes: ChangeDsarBody,
  ): Promise<DsarAnswer> {
    const asked = this.bus.ask(ChangeDsarRequest, {
      ...changes,
      organization,
      id: requireRequestId(id),
      changed_by: clientId,
    });
    return toDsarAnswer(organization, await placed('body', asked));
  }
}
