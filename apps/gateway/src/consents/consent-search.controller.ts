import { Controller, Get, Post, Query } from '@nestjs/common';
import { Bus } from '@subjectline/bus';
import { ListConsentUsers, ListConsentUsersRequest, ListPendingConsentEvents } from '@subjectline/contracts';
import { PickFields } from '@subjectline/schema';
import { toResource } from '../dsar/dsar.resource';
import { JsonBody } from '../http/bodies/json-body';
import { pageOf, PageQuery, pageReply, sliceOfPage, type Page } from '../http/page';
import { ApiTags } from '../openapi/documented';
import { NativeEndpoint } from '../openapi/endpoint';
import { CallerOf } from '../security/auth.guard';
import type { Caller } from '../security/token.service';
import { ConsentEventResource, ConsentUserResource } from './consent.resource';

class SearchUsersBody extends PickFields(ListConsentUsersRequest, ['organization_user_id']) {}

/** What the lists of Didomi's API lack: a search whose id of a person is in no URL, and what is pending of all users. */
@ApiTags('Consents')
@Controller('api/v1')
export class ConsentSearchController {
  constructor(private readonly bus: Bus) {}

  @Post('consent-users/search')
  @NativeEndpoint({
    summary: 'Finds users by the id that you have for them, or lists all, oldest first.',
    scope: 'consent:read',
    unaudited: 'It changes nothing.',
    bodyExample: { organization_user_id: 'ada@example.com' },
    ...pageReply(ConsentUserResource),
  })
  async users(
    @CallerOf() { organization }: Caller,
    @JsonBody() { organization_user_id }: SearchUsersBody,
    @Query() query: PageQuery,
  ): Promise<Page<ConsentUserResource>> {
    const named = organization_user_id !== undefined && { organization_user_id };
    const asked = this.bus.ask(ListConsentUsers, { organization, ...sliceOfPage(query), ...named });
    const { items, total } = await asked;
    return pageOf(
      items.map((item) => toResource(organization, item)),
      total,
      query,
    );
  }

  @Get('consent-events/pending')
  @NativeEndpoint({
    summary: 'Lists the events of all users that wait for an approval, oldest first.',
    scope: 'consent:read',
    ...pageReply(ConsentEventResource),
  })
  async pending(
    @CallerOf() { organization }: Caller,
    @Query() query: PageQuery,
  ): Promise<Page<ConsentEventResource>> {
    const asked = this.bus.ask(ListPendingConsentEvents, { organization, ...sliceOfPage(query) });
    const { items, total } = await asked;
    return pageOf(
      items.map((item) => toResource(organization, item)),
      total,
      query,
    );
  }
}
