import { Catch, Module, type Provider, type RpcExceptionFilter, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import {
  Clock,
  type ClassOf,
  type Health,
  type ServiceName,
  type StoringServiceName,
} from '@subjectline/contracts';
import type { DestinationStream } from 'pino';
import { throwError, type Observable } from 'rxjs';
import { Bus } from './bus';
import { BusServer, type DoneOnce } from './bus-server';
import { healthHandlerOf } from './health.handler';
import { connectToNats } from './connection';
import { readEnv, type ServiceEnv, SettingsError, StoringServiceEnv } from './env';
import { openHealthPort } from './health-port';
import { createLogger, NestLog, type Logger } from './logger';
import { awaitTopology, keepTopology } from './await-topology';

/** What only specs and the standalone process give: everything else is in the environment. */
export interface StartOptions {
  readonly clock?: Clock;
  readonly logDestination?: DestinationStream;
}

export interface Service {
  /** Takes nothing new, finishes what is in hand, closes what is open. */
  close(): Promise<void>;
}

/** What every service stands on. */
export interface Foundation {
  readonly name: ServiceName;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Where a container runtime asks for the health of this process; none when absent. */
  readonly healthPort?: number;
}

/** What a service with tables stands on: all of them but the gateway. */
export type StoringFoundation = Foundation & { readonly name: StoringServiceName };

/** Nest's token for the pino logger; its type is an interface and cannot be one. */
export const loggerToken = Symbol('logger');

export async function layFoundation<Name extends ServiceName>(
  name: Name,
  env: ServiceEnv,
  { clock = new Clock(), logDestination }: StartOptions = {},
): Promise<Foundation & { readonly name: Name }> {
  const logger = createLogger(name, {
    level: env.SUBJECTLINE_LOG_LEVEL,
    ...(logDestination && { destination: logDestination }),
  });
  const connection = await connectToNats({ natsUrl: env.NATS_URL, name, logger });
  await awaitTopology(connection, logger);
  void keepTopology(connection, logger);
  const healthPort = env instanceof StoringServiceEnv ? env.SUBJECTLINE_HEALTH_PORT : undefined;
  return { name, clock, logger, bus: new Bus(connection, logger), ...(healthPort && { healthPort }) };
}

/** The providers that a service's classes may ask Nest for. */
export function foundationProviders({ bus, clock, logger }: Foundation): Provider[] {
  return [
    { provide: Bus, useValue: bus },
    { provide: Clock, useValue: clock },
    { provide: loggerToken, useValue: logger },
  ];
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

export interface ServiceParts {
  readonly handlers: Type[];
  readonly providers: Provider[];
  /** Called first of all: what has not begun yet need not be finished. */
  readonly leaving?: () => void;
  /** Closed in this order once no handler works any more, before the storage. */
  readonly closing?: readonly (() => Promise<void> | void)[];
  /** What the service keeps its tables in; closed last. */
  readonly storage: { readonly once: DoneOnce; health(): Promise<Health>; close(): Promise<void> };
}

/** Runs a service's handlers on the bus until it is closed. */
export async function serve(foundation: StoringFoundation, parts: ServiceParts): Promise<Service> {
  const { name, bus, logger } = foundation;
  const module = {
    module: ServiceModule,
    controllers: [...parts.handlers, healthHandlerOf(name, parts.storage)],
    providers: [...foundationProviders(foundation), ...parts.providers],
  };
  const application = await NestFactory.createMicroservice(module, {
    strategy: new BusServer(bus.connection, name, logger, parts.storage.once),
    logger: new NestLog(logger),
    abortOnError: false,
  });
  application.useGlobalFilters(new ErrorsAsTheyAre());
  await application.listen();
  // the broker knows every subscription before anybody hears that we are ready
  await bus.connection.flush();
  const { healthPort } = foundation;
  const health = healthPort ? await openHealthPort(healthPort, () => parts.storage.health()) : undefined;
  logger.info('ready');
  return {
    async close() {
      health?.close();
      parts.leaving?.();
      await application.close();
      for (const close of parts.closing ?? []) await close();
      await parts.storage.close();
      await bus.connection.drain();
      logger.info('closed');
    },
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
  } catch (error) {
    const plain = error instanceof SettingsError ? error.message : error;
    process.stderr.write(`cannot start: ${plain instanceof Error ? plain.stack : String(plain)}\n`);
    process.exit(1);
  }
}
