import { start as startConfig, Env as ConfigEnv } from '@subjectline/config';
import { readEnv, type Service, type ServiceEnv, type StartOptions } from '@subjectline/bus';
import type { ClassOf, ServiceName } from '@subjectline/contracts';
import { start as startConsents, Env as ConsentsEnv } from '@subjectline/consents';
import { start as startDispatch, Env as DispatchEnv } from '@subjectline/dispatch';
import { start as startGateway, Env as GatewayEnv, type GatewayService } from '@subjectline/gateway';
import { start as startIdentity, Env as IdentityEnv } from '@subjectline/identity';
import { start as startRequests, Env as RequestsEnv } from '@subjectline/requests';
import { start as startTemplates, Env as TemplatesEnv } from '@subjectline/templates';

export interface StandaloneOptions extends StartOptions {
  /** The broker's address with the user of one service. */
  readonly natsUrlFor: (service: ServiceName) => string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Every service in this process. They share nothing but the process: each has its own connection, container and
 * schema, and what they say to each other goes over NATS as it does when they run apart.
 */
export async function start(environment: Environment, options: StandaloneOptions): Promise<GatewayService> {
  const envOf = <Env extends ServiceEnv>(type: ClassOf<Env>, name: ServiceName): Env =>
    readEnv(type, { ...environment, NATS_URL: options.natsUrlFor(name) });
  // every environment is read before anything starts: a wrong value stops the start, not half of it
  const envs = {
    config: envOf(ConfigEnv, 'config'),
    templates: envOf(TemplatesEnv, 'templates'),
    identity: envOf(IdentityEnv, 'identity'),
    requests: envOf(RequestsEnv, 'requests'),
    consents: envOf(ConsentsEnv, 'consents'),
    dispatch: envOf(DispatchEnv, 'dispatch'),
    gateway: envOf(GatewayEnv, 'gateway'),
  };
  process.setMaxListeners(50);
  const services: Service[] = await startTogether([
    startConfig(envs.config, options),
    startTemplates(envs.templates, options),
    startIdentity(envs.identity, options),
    startRequests(envs.requests, options),
    startConsents(envs.consents, options),
    startDispatch(envs.dispatch, options),
  ]);
  // the door opens last and closes first
  const gateway = await startGateway(envs.gateway, options).catch(async (error: unknown) => {
    await closeAll(services);
    throw error;
  });
  return {
    url: gateway.url,
    async close() {
      await gateway.close();
      await closeAll(services);
    },
  };
}

async function startTogether(starting: readonly Promise<Service>[]): Promise<Service[]> {
  const results = await Promise.allSettled(starting);
  const started = results.filter((result) => result.status === 'fulfilled').map(({ value }) => value);
  const failed = results.find((result) => result.status === 'rejected');
  if (!failed) return started;
  await closeAll(started);
  throw failed.reason;
}

async function closeAll(services: readonly Service[]): Promise<void> {
  await Promise.all(services.map((service) => service.close()));
}
