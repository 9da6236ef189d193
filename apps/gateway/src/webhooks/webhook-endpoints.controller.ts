import { Controller, Delete, Get, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { Bus } from '@subjectline/bus';
import {
  ChangeWebhookEndpoint,
  CreatedWebhookEndpoint,
  CreateWebhookEndpoint,
  DeleteWebhookEndpoint,
  ListWebhookEndpoints,
  ReadWebhookEndpoint,
  RotateWebhookSecret,
  WebhookEndpoint,
  WebhookSecret,
} from '@subjectline/contracts';
import type { FastifyReply } from 'fastify';
import { JsonBody } from '../http/bodies/json-body';
import { placed } from '../http/bodies/placed';
import { pageOf, pageReply, PageQuery, type Page } from '../http/page';
import { ApiTags } from '../openapi/documented';
import { NativeEndpoint } from '../openapi/endpoint';
import { CallerOf } from '../security/auth.guard';
import type { Caller } from '../security/token.service';
import {
  ChangeWebhookEndpointBody,
  CreateWebhookEndpointBody,
  RotateWebhookSecretBody,
} from './webhook.body';

/** Where the organization's webhooks go. */
@ApiTags('Webhooks')
@Controller('api/v1/webhooks/endpoints')
export class WebhookEndpointsController {
  constructor(private readonly bus: Bus) {}

  @Post()
  @NativeEndpoint({
    creates: true,
    summary: 'Creates a webhook endpoint. Its secret is returned only in this response.',
    scope: 'webhook:create_or_update',
    status: 201,
    reply: CreatedWebhookEndpoint,
    errors: ['webhook_endpoint_limit'],
  })
  async create(
    @CallerOf() { organization }: Caller,
    @JsonBody() body: CreateWebhookEndpointBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CreatedWebhookEndpoint> {
    const created = await placed('body', this.bus.ask(CreateWebhookEndpoint, { organization, ...body }));
    void reply.header('location', `/api/v1/webhooks/endpoints/${created.id}`);
    return created;
  }

  @Get()
  @NativeEndpoint({
    summary: 'Lists webhook endpoints, newest first, without their secrets.',
    scope: 'webhook:read',
    ...pageReply(WebhookEndpoint),
  })
  async list(@CallerOf() { organization }: Caller, @Query() page: PageQuery): Promise<Page<WebhookEndpoint>> {
    const { items, total } = await this.bus.ask(ListWebhookEndpoints, { organization, ...page });
    return pageOf(items, total, page);
  }

  @Get(':id')
  @NativeEndpoint({
    summary: 'Returns a webhook endpoint.',
    scope: 'webhook:read',
    reply: WebhookEndpoint,
    errors: ['webhook_endpoint_unknown'],
  })
  read(@CallerOf() { organization }: Caller, @Param('id') id: string): Promise<WebhookEndpoint> {
    return this.bus.ask(ReadWebhookEndpoint, { organization, id });
  }

  @Patch(':id')
  @NativeEndpoint({
    summary: 'Updates the given fields of a webhook endpoint. Disabling it ends its pending deliveries.',
    scope: 'webhook:create_or_update',
    reply: WebhookEndpoint,
    errors: ['webhook_endpoint_unknown'],
  })
  change(
    @CallerOf() { organization }: Caller,
    @Param('id') id: string,
    @JsonBody() body: ChangeWebhookEndpointBody,
  ): Promise<WebhookEndpoint> {
    return placed('body', this.bus.ask(ChangeWebhookEndpoint, { organization, id, ...body }));
  }

  @Delete(':id')
  @NativeEndpoint({
    summary: 'Deletes a webhook endpoint with its deliveries.',
    scope: 'webhook:delete',
    status: 204,
    errors: ['webhook_endpoint_unknown'],
  })
  async remove(@CallerOf() { organization }: Caller, @Param('id') id: string): Promise<void> {
    await this.bus.ask(DeleteWebhookEndpoint, { organization, id });
  }

  @Post(':id/secret')
  @NativeEndpoint({
    creates: true,
    summary:
      'Generates a new secret, shown once. Requests are signed with the former one as well for a while.',
    scope: 'webhook:create_or_update',
    reply: WebhookSecret,
    errors: ['webhook_endpoint_unknown'],
  })
  rotateSecret(
    @CallerOf() { organization }: Caller,
    @Param('id') id: string,
    @JsonBody({ isOptional: true }) body: RotateWebhookSecretBody,
  ): Promise<WebhookSecret> {
    return placed('body', this.bus.ask(RotateWebhookSecret, { organization, id, ...body }));
  }
}
