import { Injectable } from '@nestjs/common';
import {
  AppError,
  Clock,
  dayMs,
  maxEndpoints,
  newId,
  type ChangeWebhookEndpointRequest,
  type CreatedWebhookEndpoint,
  type CreateWebhookEndpointRequest,
  type DeletedWebhookEndpoint,
  type ListWebhookEndpointsRequest,
  type RotateWebhookSecretRequest,
  type WebhookEndpoint,
  type WebhookEndpointReference,
  type WebhookEndpoints,
  type WebhookSecret,
} from '@subjectline/contracts';
import { DeliveryStore } from '../delivery/delivery.store';
import { toEndpoint, type EndpointRow } from '../endpoint/endpoint';
import { EndpointSecrets } from '../endpoint/endpoint-secrets';
import { EndpointStore } from '../endpoint/endpoint.store';
import { AddressGuard } from '../sending/address-guard';

/** Endpoints as their organization manages them. */
@Injectable()
export class EndpointService {
  constructor(
    private readonly endpoints: EndpointStore,
    private readonly deliveries: DeliveryStore,
    private readonly secrets: EndpointSecrets,
    private readonly guard: AddressGuard,
    private readonly clock: Clock,
  ) {}

  async create(request: CreateWebhookEndpointRequest): Promise<CreatedWebhookEndpoint> {
    const { organization, url, description = null, event_types = [], enabled = true } = request;
    this.requireUrl(url);
    const key = { organization, id: newId('whk') };
    const secret = this.secrets.draw();
    const sealed_secret = this.secrets.seal(key, secret);
    const endpoint = {
      ...key,
      url,
      description,
      event_types: distinct(event_types),
      enabled,
      sealed_secret,
    };
    const row = await this.endpoints.transaction((transaction) =>
      this.endpoints.insert(transaction, endpoint, maxEndpoints),
    );
    if (!row) throw new AppError('webhook_endpoint_limit', { max: maxEndpoints });
    return { ...this.view(row), secret };
  }

  async list({ organization, page, size }: ListWebhookEndpointsRequest): Promise<WebhookEndpoints> {
    const slice = { skip: (page - 1) * size, limit: size };
    const { rows, total } = await this.endpoints.list(organization, slice);
    return { items: rows.map((row) => this.view(row)), total };
  }

  async read(reference: WebhookEndpointReference): Promise<WebhookEndpoint> {
    return this.view(found(await this.endpoints.read(reference), reference));
  }

  async change(request: ChangeWebhookEndpointRequest): Promise<WebhookEndpoint> {
    if (request.url !== undefined) this.requireUrl(request.url);
    return this.endpoints.transaction(async (transaction) => {
      const row = found(await this.endpoints.lock(transaction, request), request);
      const changed = changedBy(row, request);
      if (row.enabled && !changed.enabled) this.deliveries.endPending(transaction, row, 'endpoint_disabled');
      return this.view(await this.endpoints.update(transaction, changed));
    });
  }

  async delete(reference: WebhookEndpointReference): Promise<DeletedWebhookEndpoint> {
    const { id } = reference;
    if (!(await this.endpoints.remove(reference))) throw new AppError('webhook_endpoint_unknown', { id });
    return { id };
  }

  async rotate(request: RotateWebhookSecretRequest): Promise<WebhookSecret> {
    const { id, overlap_seconds = dayMs / 1_000 } = request;
    const secret = this.secrets.draw();
    const until = new Date(this.clock.nowMs() + overlap_seconds * 1_000);
    await this.endpoints.transaction(async (transaction) => {
      const row = found(await this.endpoints.lock(transaction, request), request);
      await this.endpoints.writeSecrets(transaction, row, {
        sealed_secret: this.secrets.seal(row, secret),
        sealed_previous_secret: overlap_seconds > 0 ? row.sealed_secret : null,
        previous_secret_until: overlap_seconds > 0 ? until : null,
      });
    });
    return { id, secret, previous_secret_until: overlap_seconds > 0 ? until.toISOString() : null };
  }

  private requireUrl(url: string): void {
    const message = this.guard.urlProblem(url);
    if (message) throw new AppError('invalid', {}, [{ path: ['url'], rule: 'isEndpointUrl', message }]);
  }

  private view(row: EndpointRow): WebhookEndpoint {
    return toEndpoint(row, this.clock.now());
  }
}

function found(row: EndpointRow | null, { id }: WebhookEndpointReference): EndpointRow {
  if (!row) throw new AppError('webhook_endpoint_unknown', { id });
  return row;
}

/** A new URL and a new start have no failures yet. */
function changedBy(row: EndpointRow, request: ChangeWebhookEndpointRequest): EndpointRow {
  const { url = row.url, event_types = row.event_types, enabled = row.enabled } = request;
  const isAnew = url !== row.url || (enabled && !row.enabled);
  return {
    ...row,
    url,
    event_types: distinct(event_types),
    enabled,
    description: request.description === undefined ? row.description : request.description,
    disabled_reason: enabled ? null : row.disabled_reason,
    failing_since: isAnew ? null : row.failing_since,
  };
}

function distinct<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}
