import { randomUUID } from 'node:crypto';
import { readEnv, type Service } from '@subjectline/bus';
import {
  AppError,
  ChangeWebhookEndpoint,
  CreateWebhookEndpoint,
  ListWebhookDeliveries,
  ReadWebhookDelivery,
  ReadWebhookEndpoint,
  RequestChanged,
  type ChangeWebhookEndpointRequest,
  type CreatedWebhookEndpoint,
  type ListWebhookDeliveriesRequest,
  type CreateWebhookEndpointRequest,
  type RequestChangedEvent,
  type WebhookDelivery,
  type WebhookDeliveryHistory,
  type WebhookEndpoint,
} from '@subjectline/contracts';
import { eventually, startTestEnvironment, type TestEnvironment } from '@subjectline/testing';
import { start } from '../app';
import { WebhooksEnv } from '../env';
import { Receiver } from './receiver.fixture';

/** For specs: the webhooks service alone on real servers, told of events, and receivers that it calls. */
export class WebhooksFixture {
  private readonly receivers: Receiver[] = [];

  private constructor(
    readonly testEnv: TestEnvironment,
    private readonly services: Service[],
    private readonly settings: Readonly<Record<string, string>>,
  ) {}

  static async start(
    settings: Readonly<Record<string, string>> = {},
    { replicas = 1 } = {},
  ): Promise<WebhooksFixture> {
    const fixture = new WebhooksFixture(await startTestEnvironment(), [], settings);
    await Promise.all(Array.from({ length: replicas }, () => fixture.startReplica()));
    return fixture;
  }

  get environment(): Record<string, string> {
    const allowing = { SUBJECTLINE_WEBHOOK_ALLOW_LOOPBACK: 'true', SUBJECTLINE_WEBHOOK_TIMEOUT_SECONDS: '3' };
    return { ...this.testEnv.envFor('webhooks'), ...allowing, ...this.settings };
  }

  async startReplica(): Promise<Service> {
    const { clock, log: logDestination } = this.testEnv;
    const service = await start(readEnv(WebhooksEnv, this.environment), { clock, logDestination });
    this.services.push(service);
    return service;
  }

  async stopReplicas(): Promise<void> {
    await Promise.all(this.services.splice(0).map((service) => service.close()));
  }

  async receiver(): Promise<Receiver> {
    const receiver = await Receiver.start();
    this.receivers.push(receiver);
    return receiver;
  }

  endpoint(
    url: string,
    changes: Partial<CreateWebhookEndpointRequest> = {},
  ): Promise<CreatedWebhookEndpoint> {
    return this.testEnv.bus.ask(CreateWebhookEndpoint, { organization: 'default', url, ...changes });
  }

  read(id: string, organization = 'default'): Promise<WebhookEndpoint> {
    return this.testEnv.bus.ask(ReadWebhookEndpoint, { organization, id });
  }

  change(request: ChangeWebhookEndpointRequest): Promise<WebhookEndpoint> {
    return this.testEnv.bus.ask(ChangeWebhookEndpoint, request);
  }

  async deliveries(
    endpoint_id: string,
    organization = 'default',
    filter: Partial<Pick<ListWebhookDeliveriesRequest, 'state' | 'event_type'>> = {},
  ): Promise<WebhookDelivery[]> {
    const request = { organization, endpoint_id, page: 1, size: 100, ...filter };
    return (await this.testEnv.bus.ask(ListWebhookDeliveries, request)).items;
  }

  history(id: string, organization = 'default'): Promise<WebhookDeliveryHistory> {
    return this.testEnv.bus.ask(ReadWebhookDelivery, { organization, id });
  }

  /** The only delivery of an endpoint, once it is as wanted. */
  delivery(endpointId: string, isWanted: (delivery: WebhookDelivery) => boolean): Promise<WebhookDelivery> {
    return eventually('the delivery is as wanted', async () => {
      const [delivery, ...others] = await this.deliveries(endpointId);
      return others.length === 0 && delivery && isWanted(delivery) ? delivery : null;
    });
  }

  /** Says that a request has changed; the same event each time that it is given the same id. */
  async changeRequest(changes: Partial<RequestChangedEvent> = {}, messageId = randomUUID()): Promise<string> {
    const event: RequestChangedEvent = {
      organization: 'default',
      id: `pri_${randomUUID()}`,
      status: 'approved',
      policy_key: 'default_access_policy',
      actions: ['access'],
      changed_at: this.testEnv.clock.now().toISOString(),
      ...changes,
    };
    await this.testEnv.bus.say(RequestChanged, event, { id: messageId });
    return event.id;
  }

  rows(statement: string): Promise<Record<string, unknown>[]> {
    return this.testEnv.rows(statement);
  }

  async close(): Promise<void> {
    await Promise.all(this.receivers.map((receiver) => receiver.close()));
    await this.stopReplicas();
    await this.testEnv.close();
  }
}

/** The code of a refusal; a call that succeeds is an error here. */
export async function refusalOf(call: Promise<unknown>): Promise<string> {
  const error = await call.then(
    () => new Error('the call succeeded'),
    (refused: unknown) => refused,
  );
  return error instanceof AppError ? error.code : String(error);
}
