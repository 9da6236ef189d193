import {
  Catch,
  Module,
  type DynamicModule,
  type Provider,
  type RpcExceptionFilter,
  type Type,
} from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { ClassOf, Health } from '@subjectline/contracts';
import { throwError, type Observable } from 'rxjs';
import { closeConnection, closeInOrder } from './closing';
import { BusServer, type DoneOnce } from '../messages/bus-server';
import { readEnv, SettingsError } from '../env/env';
import { openHealthPort } from './health-port';
import { healthHandlerOf } from './health.handler';
import { deadLetterHandlerOf } from '../dead-letters/dead-letter.handler';
import { openMetricsPort } from '../metrics/metrics-port';
import { NestLog } from './logger';
import { ServiceContextModule, type StoringServiceContext } from './service-context';
import { ServiceHealth } from './service-health';
import { releaseStartMemory } from './start-memory';

export interface Service {
  /** Takes nothing new, finishes what is in hand, closes what is open. */
  close(): Promise<void>;
}

export interface ServiceParts {
  /** The service's features. Each may inject what the context, the storage and `providers` provide. */
  readonly imports?: readonly (Type | DynamicModule)[];
  /** Given to every feature, such as the environment. */
  readonly providers?: readonly Provider[];
  readonly handlers?: readonly Type[];
  /** The service's tables; closed last. */
  readonly storage: StoredIn;
}

interface StoredIn {
  readonly once: DoneOnce;
  readonly providers?: readonly Provider[];
  health(): Promise<Health>;
  close(): Promise<void>;
}

@Module({})
class ServiceModule {}

/** Leaves errors as they are: `BusServer` and the workers decide what they mean. */
@Catch()
class ErrorsAsTheyAre implements RpcExceptionFilter {
  catch(error: unknown): Observable<never> {
    return throwError(() => error);
  }
}

/**
 * Runs a service's handlers on the bus until it is closed. Features start and stop their own work by Nest's hooks:
 *
 * - `onModuleInit`, `onApplicationBootstrap`: before the first message arrives
 * - `onModuleDestroy`, `beforeApplicationShutdown`: the service closes, handlers still run: begin nothing more
 * - `onApplicationShutdown`: no handler runs any more; the database and the bus are still open
 */
export async function serve(context: StoringServiceContext, parts: ServiceParts): Promise<Service> {
  const { name, bus, logger, localCalls, metrics, tracing } = context;
  const { storage } = parts;
  const server = new BusServer(bus.connection, name, logger, metrics, storage.once, localCalls, tracing);
  const health = new ServiceHealth(storage);
  const application = await NestFactory.createMicroservice(moduleOf(context, parts, server, health), {
    strategy: server,
    logger: new NestLog(logger),
    abortOnError: false,
  });
  application.useGlobalFilters(new ErrorsAsTheyAre());
  await application.listen();
  // the broker knows every subscription before the service is reported as ready
  await bus.connection.flush();
  const { healthPort, metricsPort } = context;
  const ports = [
    healthPort ? await openHealthPort(healthPort, () => health.read()) : undefined,
    metricsPort ? await openMetricsPort(metricsPort, metrics) : undefined,
  ];
  logger.info('ready');
  return {
    async close() {
      for (const port of ports) port?.close();
      await closeInOrder(logger, [
        () => application.close(),
        () => storage.close(),
        () => tracing.close(),
        () => closeConnection(bus.connection),
      ]);
      logger.info('closed');
    },
  };
}

function moduleOf(
  context: StoringServiceContext,
  { imports = [], handlers = [], providers = [], storage }: ServiceParts,
  server: BusServer,
  health: ServiceHealth,
): DynamicModule {
  const shared: Provider[] = [
    ...(storage.providers ?? []),
    ...providers,
    { provide: BusServer, useValue: server },
    { provide: ServiceHealth, useValue: health },
  ];
  return {
    module: ServiceModule,
    imports: [ServiceContextModule.forRoot(context, shared), ...imports],
    controllers: [...handlers, healthHandlerOf(context.name), deadLetterHandlerOf(context.name)],
  };
}

/** The whole of a service's `main.ts`: environment, start, and a clean end on SIGTERM or SIGINT. */
export async function runMain<Env extends object>(
  type: ClassOf<Env>,
  start: (env: Env) => Promise<Service>,
): Promise<void> {
  try {
    const service = await start(readEnv(type, process.env));
    const stop = () => {
      void service.close().then(() => process.exit(0));
    };
    process.once('SIGTERM', stop);
    process.once('SIGINT', stop);
    await releaseStartMemory();
  } catch (error) {
    const plain = error instanceof SettingsError ? error.message : error;
    process.stderr.write(`cannot start: ${plain instanceof Error ? plain.stack : String(plain)}\n`);
    process.exit(1);
  }
}
