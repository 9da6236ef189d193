import { Module, type DynamicModule, type Provider } from '@nestjs/common';
import { Clock, type ServiceName, type StoringServiceName } from '@subjectline/contracts';
import type { DestinationStream } from 'pino';
import { awaitTopology, keepTopology, recoverConsumers } from '../broker/await-topology';
import { Bus } from '../messages/bus';
import type { LocalCalls } from '../messages/local-calls';
import { Metrics } from '../metrics/metrics';
import { connectToNats } from '../broker/connection';
import { type ServiceEnv, StoringServiceEnv } from '../env/env';
import { openTracing } from '../tracing/open-tracing';
import { Tracing } from '../tracing/tracing';
import { createLogger, type Logger } from './logger';

/** What only specs and the standalone process give: everything else is in the environment. */
export interface StartOptions {
  readonly clock?: Clock;
  readonly logDestination?: DestinationStream;
  /** Shared by the services of one process. */
  readonly localCalls?: LocalCalls;
  /** Shared by the services of one process, which opens its port itself. */
  readonly metrics?: Metrics;
}

/** What every service has before Nest starts. */
export interface ServiceContext {
  readonly name: ServiceName;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly logger: Logger;
  /** The calls that this process answers, when it has several services. */
  readonly localCalls?: LocalCalls | undefined;
  /** Where a container runtime asks for the health of this process; none when absent. */
  readonly healthPort?: number;
  readonly metrics: Metrics;
  readonly tracing: Tracing;
  /** Where this service tells its metrics; none when absent. */
  readonly metricsPort?: number;
}

/** The context of a service with tables: all of them but the gateway. */
export type StoringServiceContext = ServiceContext & { readonly name: StoringServiceName };

/** Nest's token for the pino logger; its type is an interface and cannot be one. */
export const loggerToken = Symbol('logger');

export async function createServiceContext<Name extends ServiceName>(
  name: Name,
  env: ServiceEnv,
  { clock = new Clock(), logDestination, localCalls, metrics = new Metrics() }: StartOptions = {},
): Promise<ServiceContext & { readonly name: Name }> {
  const logger = createLogger(name, {
    level: env.SUBJECTLINE_LOG_LEVEL,
    ...(logDestination && { destination: logDestination }),
  });
  const connection = await connectToNats({ natsUrl: env.NATS_URL, name, logger });
  await awaitTopology(connection, logger);
  void recoverConsumers(connection, name, logger);
  void keepTopology(connection, name, logger);
  const healthPort = env instanceof StoringServiceEnv ? env.SUBJECTLINE_HEALTH_PORT : undefined;
  const { SUBJECTLINE_METRICS_PORT: metricsPort, OTEL_EXPORTER_OTLP_ENDPOINT: endpoint } = env;
  const tracing = endpoint ? await openTracing(name, endpoint, logger) : Tracing.off;
  const bus = new Bus(connection, logger, localCalls && { calls: localCalls, name }, tracing);
  return {
    name,
    clock,
    logger,
    bus,
    localCalls,
    metrics,
    tracing,
    ...(healthPort && { healthPort }),
    ...(metricsPort && { metricsPort }),
  };
}

/** What a service's classes may inject. */
export function contextProviders({ bus, clock, logger, metrics, tracing }: ServiceContext): Provider[] {
  return [
    { provide: Bus, useValue: bus },
    { provide: Clock, useValue: clock },
    { provide: Metrics, useValue: metrics },
    { provide: Tracing, useValue: tracing },
    { provide: loggerToken, useValue: logger },
  ];
}

/** Global: every feature module may inject what it provides. */
@Module({})
export class ServiceContextModule {
  /** @param more what this service gives to every feature besides */
  static forRoot(context: ServiceContext, more: readonly Provider[] = []): DynamicModule {
    const providers = [...contextProviders(context), ...more];
    return { module: ServiceContextModule, global: true, providers, exports: providers };
  }
}
