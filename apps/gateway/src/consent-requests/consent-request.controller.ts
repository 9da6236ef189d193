import { Text } from '@subjectline/schema';
import { Controller, Get, Headers, Param, Patch, Post, Query, Req } from '@nestjs/common';
import { Bus } from '@subjectline/bus';
import {
  AppError,
  CreateConsentRequest,
  defaultOrganization,
  FindConsent,
  ListConsent,
  ReadConsent,
  SaveConsent,
  VerifyConsentRequest,
} from '@subjectline/contracts';
import type { FastifyRequest } from 'fastify';
import { ClientDigests } from '../http/callers/client-digest';
import { JsonBody, OpenBody } from '../http/bodies/json-body';
import { pageOf, pageReply, type Page } from '../http/page';
import { placed } from '../http/bodies/placed';
import { PersonLanguages } from '../language/person-languages';
import { ApiTags } from '../openapi/documented';
import { FidesEndpoint } from '../openapi/endpoint';
import { CallerOf } from '../security/auth.guard';
import type { Caller } from '../security/token.service';
import { ConsentChangesBody, ConsentRequestBody, readConsentRequest, readIdentityBody } from './consent.body';
import { refuseInvertedRange } from '../privacy-requests/search/inverted-range';
import { ConsentQuery } from './consent.query';
import {
  ConsentReportResource,
  ConsentResource,
  toConsentReport,
  toConsentResource,
} from './consent.resource';
import { identitySchema } from '../privacy-requests/new-request.body';
import { isRequestId } from '../privacy-requests/request-id';
import { VerifyBody } from '../privacy-requests/review/review.body';

class ConsentRequestResource {
  @Text({ example: 'con_9d5f6a5e-0b7c-4c39-8a43-0f1c2b7a6e55' }) consent_request_id!: string;
}

const codeErrors = ['consent_unknown', 'code_expired', 'code_incorrect', 'code_limit'] as const;

/** Persons read and change their preferences. */
@ApiTags('Consent requests')
@Controller('api/v1/consent-request')
export class ConsentRequestController {
  constructor(
    private readonly bus: Bus,
    private readonly clients: ClientDigests,
    private readonly languages: PersonLanguages,
  ) {}

  @Post()
  @FidesEndpoint({
    creates: true,
    summary: 'Creates a consent request. Public: called by the Privacy Center form.',
    body: ConsentRequestBody,
    bodyExample: { identity: { email: 'ada@example.com' }, source: 'Privacy Center' },
    reply: ConsentRequestResource,
    errors: ['property_unknown', 'identity_missing', 'verification_unsendable'],
  })
  async create(
    @JsonBody() body: unknown,
    @Req() request: FastifyRequest,
    @Headers('accept-language') language?: string,
  ): Promise<ConsentRequestResource> {
    const { identity, custom_privacy_request_fields, property_id, source } = readConsentRequest(body);
    const { id } = await this.bus.ask(CreateConsentRequest, {
      organization: defaultOrganization,
      identity,
      custom_privacy_request_fields: custom_privacy_request_fields ?? null,
      property_id: property_id ?? null,
      source: source ?? null,
      locale: this.languages.best(language, defaultOrganization),
      client_digest: this.clients.of(request),
    });
    return { consent_request_id: id };
  }

  @Post(':id/verify')
  @FidesEndpoint({
    summary:
      'Verifies the code of a consent request and returns the preferences. The code stays valid until it expires.',
    bodyExample: { code: '482913' },
    reply: ConsentResource,
    errors: codeErrors,
  })
  async verify(
    @Param('id') id: string,
    @OpenBody() { code }: VerifyBody,
    @Req() request: FastifyRequest,
  ): Promise<ConsentResource> {
    const question = { ...this.named(id), code, client_digest: this.clients.of(request) };
    return toConsentResource(await placed('body', this.bus.ask(VerifyConsentRequest, question)));
  }

  @Get(':id/preferences')
  @FidesEndpoint({
    summary: 'Returns the preferences of a consent request. Only if identity verification is off.',
    reply: ConsentResource,
    errors: ['consent_needs_code', 'consent_unknown'],
  })
  async read(@Param('id') id: string): Promise<ConsentResource> {
    // an id that can be none is asked about all the same: whether ids are looked at at all comes first
    const question = { organization: defaultOrganization, id: isRequestId(id) ? id : 'con_' };
    return toConsentResource(await this.bus.ask(ReadConsent, question));
  }

  @Patch(':id/preferences')
  @FidesEndpoint({
    summary: 'Saves the preferences of a consent request. Requires the verified code.',
    bodyExample: { code: '482913', consent: [{ data_use: 'marketing.advertising', opt_in: false }] },
    reply: ConsentResource,
    errors: [...codeErrors, 'policy_unknown'],
  })
  async save(
    @Param('id') id: string,
    @OpenBody() changes: ConsentChangesBody,
    @Req() request: FastifyRequest,
  ): Promise<ConsentResource> {
    const question = { ...this.named(id), ...changes, client_digest: this.clients.of(request) };
    return toConsentResource(await placed('body', this.bus.ask(SaveConsent, question)));
  }

  @Post('preferences')
  @FidesEndpoint({
    summary: 'Returns the preferences of the person with this address.',
    scope: 'consent:read',
    look: true,
    body: identitySchema,
    bodyExample: { email: 'ada@example.com' },
    reply: ConsentResource,
    errors: ['identity_missing', 'person_unknown'],
  })
  async find(@CallerOf() { organization }: Caller, @JsonBody() body: unknown): Promise<ConsentResource> {
    const identity = readIdentityBody(body);
    return toConsentResource(await this.bus.ask(FindConsent, { organization, identity }));
  }

  @Get('preferences')
  @FidesEndpoint({
    summary: 'Lists the preferences of all persons, newest first.',
    scope: 'consent:read',
    look: true,
    ...pageReply(ConsentReportResource),
  })
  async list(
    @CallerOf() { organization }: Caller,
    @Query() query: ConsentQuery,
  ): Promise<Page<ConsentReportResource>> {
    refuseInvertedRange('created', query.created_gt, query.created_lt);
    refuseInvertedRange('updated', query.updated_gt, query.updated_lt);
    const { items, total } = await this.bus.ask(ListConsent, { organization, ...query });
    return pageOf(items.map(toConsentReport), total, query);
  }

  private named(id: string): { organization: string; id: string } {
    if (!isRequestId(id)) throw new AppError('consent_unknown');
    return { organization: defaultOrganization, id };
  }
}
