import { exampleOf } from '@subjectline/schema';
import { Controller, Delete, Get, Headers, Param, Patch, Post, Query, Req } from '@nestjs/common';
import { Bus } from '@subjectline/bus';
import {
  ChangeConsentEvent,
  ConsentEventChanges,
  ConsentEventInput,
  CreateConsentEvent,
  DeleteConsentEvent,
  DeleteConsentEvents,
  eventsDeletedPerCall,
  ListConsentEvents,
  ReadConsentEvent,
  ResendConsentEvent,
} from '@subjectline/contracts';
import type { FastifyRequest } from 'fastify';
import { ClientDigests } from '../http/callers/client-digest';
import { placed } from '../http/bodies/placed';
import { PersonLanguages } from '../language/person-languages';
import { ApiTags } from '../openapi/documented';
import { DidomiEndpoint } from '../openapi/endpoint';
import { CallerOf } from '../security/auth.guard';
import type { Caller } from '../security/token.service';
import { CreateEventQuery, eventFilterOf, EventsQuery, ListEventsQuery, UserQuery } from './consent-filter';
import {
  ConsentCallerOf,
  consentNames,
  TakesConsentToken,
  tokenQuery,
  type ConsentCaller,
} from './consent-token';
import { ConsentEventAnswer, ConsentEventResource, eventInputExample } from './consent.resource';
import { DidomiBody } from '../didomi/didomi-body';
import { toResource } from '../dsar/dsar.resource';
import { listReply, sliceFrom, toList, type DidomiList } from '../didomi/list';

/** Consent events. */
@ApiTags('Didomi: consents')
@Controller('consents/events')
export class ConsentEventsController {
  constructor(
    private readonly bus: Bus,
    private readonly clients: ClientDigests,
    private readonly languages: PersonLanguages,
  ) {}

  @Post()
  @TakesConsentToken()
  @DidomiEndpoint({
    creates: true,
    summary:
      'Creates an event. With a validation, it stays pending until confirmed through a link in an e-mail.',
    scope: 'consent:create_or_update',
    unaudited: 'The event is a record of its own.',
    query: tokenQuery,
    bodyExample: eventInputExample,
    reply: ConsentEventAnswer,
    errors: ['event_taken', 'proof_unknown', 'redirect_forbidden', 'consent_token_rejected', 'conflict'],
  })
  async create(
    @ConsentCallerOf() caller: ConsentCaller,
    @Req() request: FastifyRequest,
    @Query() { $disable_integrations: disable_integrations }: CreateEventQuery,
    @DidomiBody() { locale, ...event }: ConsentEventInput,
    @Headers('accept-language') language?: string,
  ): Promise<ConsentEventAnswer> {
    const asked = this.bus.ask(CreateConsentEvent, {
      ...caller,
      event: { ...event, locale: locale ?? this.languages.best(language, caller.organization) },
      ...(disable_integrations !== undefined && { disable_integrations }),
      client_digest: this.clients.of(request),
    });
    return toResource(caller.organization, await placed('body', asked, 'event', consentNames));
  }

  @Get()
  @TakesConsentToken()
  @DidomiEndpoint({
    summary: 'Lists the events of a user, newest first. Default: confirmed events under the GDPR.',
    scope: 'consent:read',
    query: tokenQuery,
    ...listReply(ConsentEventResource),
    errors: ['consent_token_rejected'],
  })
  async list(
    @ConsentCallerOf() caller: ConsentCaller,
    @Query() { $limit, $skip, ...query }: ListEventsQuery,
  ): Promise<DidomiList<ConsentEventResource>> {
    const slice = sliceFrom({ $limit, $skip });
    const asked = { ...caller, ...slice, ...eventFilterOf(query) };
    const { items, total } = await placed(
      'query',
      this.bus.ask(ListConsentEvents, asked),
      null,
      consentNames,
    );
    return toList(
      items.map((item) => toResource(caller.organization, item)),
      total,
      slice,
    );
  }

  @Get(':id')
  @TakesConsentToken()
  @DidomiEndpoint({
    summary: 'Returns an event.',
    scope: 'consent:read',
    query: tokenQuery,
    reply: ConsentEventResource,
    errors: ['event_unknown', 'consent_token_rejected'],
  })
  async read(
    @ConsentCallerOf() caller: ConsentCaller,
    @Param('id') id: string,
    @Query() user: UserQuery,
  ): Promise<ConsentEventResource> {
    const asked = this.bus.ask(ReadConsentEvent, { ...caller, ...user, id });
    return toResource(caller.organization, await placed('query', asked, null, consentNames));
  }

  @Patch(':id')
  @DidomiEndpoint({
    summary: 'Updates an event. Setting the status confirms or rejects a pending event.',
    scope: 'consent:create_or_update',
    bodyExample: { status: 'confirmed' },
    reply: ConsentEventAnswer,
    replyExample: {
      ...exampleOf(ConsentEventAnswer),
      status: 'confirmed',
      decided_at: '2026-03-02T09:30:00.000Z',
    },
    errors: ['event_unknown', 'event_settled', 'proof_unknown'],
  })
  async change(
    @CallerOf() { organization }: Caller,
    @Param('id') id: string,
    @DidomiBody() changes: ConsentEventChanges,
  ): Promise<ConsentEventAnswer> {
    const asked = this.bus.ask(ChangeConsentEvent, { organization, id, changes });
    return toResource(organization, await placed('body', asked, 'changes'));
  }

  @Post(':id/resend')
  @DidomiEndpoint({
    summary: 'Sends new confirmation links for a pending event.',
    scope: 'consent:create_or_update',
    reply: ConsentEventAnswer,
    errors: ['event_unknown', 'event_settled', 'event_not_validated'],
  })
  async resend(@CallerOf() { organization }: Caller, @Param('id') id: string): Promise<ConsentEventAnswer> {
    const asked = this.bus.ask(ResendConsentEvent, { organization, id });
    return toResource(organization, await placed('path', asked));
  }

  @Delete(':id')
  @DidomiEndpoint({
    summary: 'Deletes an event and recalculates the consents of its user. Sends no message.',
    scope: 'consent:delete',
    status: 204,
    errors: ['event_unknown'],
  })
  async delete(@CallerOf() { organization }: Caller, @Param('id') id: string): Promise<void> {
    await placed('path', this.bus.ask(DeleteConsentEvent, { organization, id }));
  }

  @Delete()
  @DidomiEndpoint({
    summary: 'Deletes all matching events of a user. Succeeds if there are none.',
    scope: 'consent:delete',
    status: 204,
  })
  async deleteAll(@CallerOf() { organization }: Caller, @Query() query: EventsQuery): Promise<void> {
    const asked = { organization, ...eventFilterOf(query) };
    // each call is small, however many there are
    for (let deleted = eventsDeletedPerCall; deleted >= eventsDeletedPerCall;) {
      ({ deleted } = await placed('query', this.bus.ask(DeleteConsentEvents, asked), null, consentNames));
    }
  }
}
