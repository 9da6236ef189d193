import {
  LocalCalls,
  Metrics,
  openMetricsPort,
  throwProblems,
  tryEnv,
  type EnvironmentSource,
  type Service,
  type StartOptions,
} from '@subjectline/bus';
import { start as startConfig } from '@subjectline/config';
import type { ClassOf, ServiceName } from '@subjectline/contracts';
import { start as startConsents } from '@subjectline/consents';
import { start as startDispatch } from '@subjectline/dispatch';
import { start as startGateway, type GatewayService } from '@subjectline/gateway';
import { start as startIdentity } from '@subjectline/identity';
import { start as startRequests } from '@subjectline/requests';
import { start as startTemplates } from '@subjectline/templates';
import { start as startWebhooks } from '@subjectline/webhooks';
import { settingProblems, settingsTypes } from './settings';

export { settingProblems, settingsTypes } from './settings';

type EnvOf<Name extends ServiceName> = InstanceType<(typeof settingsTypes)[Name]>;

export interface StandaloneOptions extends StartOptions {
  /** The broker's address with the user of one service. */
  readonly natsUrlFor: (service: ServiceName) => string;
}

/**
 * Every service in this process, each with its own connection, container and schema. Calls between them are handed over
 * in memory; tasks, events and states go over NATS as they do when the services run apart.
 */
export async function start(
  environment: EnvironmentSource,
  options: StandaloneOptions,
): Promise<GatewayService> {
  // every environment is read before anything starts: a wrong value stops the start, not half of it
  const withNats = (name: ServiceName): EnvironmentSource => ({
    ...environment,
    NATS_URL: options.natsUrlFor(name),
    NATS_URL_FILE: undefined,
    // one process, and the gateway's port tells of it
    SUBJECTLINE_HEALTH_PORT: undefined,
    SUBJECTLINE_METRICS_PORT: undefined,
  });
  throwProblems(
    settingProblems({
      ...withNats('gateway'),
      SUBJECTLINE_METRICS_PORT: environment['SUBJECTLINE_METRICS_PORT'],
    }),
  );
  const envOf = <Name extends ServiceName>(name: Name): EnvOf<Name> =>
    tryEnv<EnvOf<Name>>(settingsTypes[name] as ClassOf<EnvOf<Name>>, withNats(name)).env;
  process.setMaxListeners(50);
  const { SUBJECTLINE_METRICS_PORT: metricsPort } = tryEnv(settingsTypes.gateway, environment).env;
  const shared = { ...options, localCalls: new LocalCalls(), metrics: new Metrics() };
  const port = metricsPort ? await openMetricsPort(metricsPort, shared.metrics) : undefined;
  const services: Service[] = await startTogether([
    startConfig(envOf('config'), shared),
    startTemplates(envOf('templates'), shared),
    startIdentity(envOf('identity'), shared),
    startRequests(envOf('requests'), shared),
    startConsents(envOf('consents'), shared),
    startDispatch(envOf('dispatch'), shared),
    startWebhooks(envOf('webhooks'), shared),
  ]).catch((error: unknown) => {
    port?.close();
    throw error;
  });
  // the door opens last and closes first
  const gateway = await startGateway(envOf('gateway'), shared).catch(async (error: unknown) => {
    port?.close();
    await closeAll(services);
    throw error;
  });
  return {
    url: gateway.url,
    async close() {
      port?.close();
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
