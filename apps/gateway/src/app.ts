import fastifyStatic from '@fastify/static';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import {
  contextProviders,
  createServiceContext,
  closeConnection,
  closeInOrder,
  openMetricsPort,
  NestLog,
  type ServiceContext,
  type Service,
  type StartOptions,
} from '@subjectline/bus';
import { Clients, PublicSettings, PublishedWordings } from '@subjectline/contracts';
import { KeyRing, SharedKeys } from '@subjectline/storage';
import { AppModule } from './app.module';
import { ConsoleFiles } from './console/console-files';
import { CoreModule } from './core.module';
import { GatewayEnv } from './env';
import { ForwardedWatch } from './http/callers/forwarded-watch';
import { addressOf } from './http/public-address';
import { limitRate } from './http/callers/rate-limit';
import { createHttpServer } from './http/server';
import { PersonLanguages } from './language/person-languages';
import { OpenApiDocument } from './openapi/openapi.document';
import { sendFailure } from './pages/links/html/send-page';
import { Callers } from './security/callers';
import { ConsoleSessions } from './security/console-sessions';
import { allowOrigins } from './security/cross-origin';
import { SessionCookie } from './security/session-cookie';
import { SignInLimit } from './security/sign-in-limit';
import { TokenService } from './security/token.service';

export { GatewayEnv as Env };

export interface GatewayService extends Service {
  /** Where it listens. */
  readonly url: string;
}

interface GatewayOptions extends StartOptions {
  /** The built console; for specs. Default: the one of this installation. */
  readonly consoleFolder?: string;
}

export async function start(env: GatewayEnv, options?: GatewayOptions): Promise<GatewayService> {
  const keys = KeyRing.parse(env.SUBJECTLINE_KEYS);
  const context = await createServiceContext('gateway', env, options);
  const { bus, logger, metrics, metricsPort } = context;
  const port = metricsPort ? await openMetricsPort(metricsPort, metrics) : undefined;
  const application = await listening(env, context, keys, new ConsoleFiles(options?.consoleFolder)).catch(
    async (error: unknown) => {
      // the port is taken, or the broker went away: nothing stays open behind a start that failed
      port?.close();
      await bus.connection.close();
      throw error;
    },
  );
  const url = addressOf(application.getHttpServer());
  logger.info({ url }, 'ready');
  return {
    url,
    async close() {
      port?.close();
      await closeInOrder(logger, [
        () => application.close(),
        () => context.tracing.close(),
        () => closeConnection(bus.connection),
      ]);
      logger.info('closed');
    },
  };
}

async function listening(
  env: GatewayEnv,
  context: ServiceContext,
  keys: KeyRing,
  consoleFiles: ConsoleFiles,
): Promise<NestFastifyApplication> {
  const application = await assemble(env, context, keys, consoleFiles);
  await application.listen(env.SUBJECTLINE_PORT, env.SUBJECTLINE_HOST);
  return application;
}

async function assemble(
  env: GatewayEnv,
  context: ServiceContext,
  keys: KeyRing,
  consoleFiles: ConsoleFiles,
): Promise<NestFastifyApplication> {
  const { bus, logger, clock } = context;
  const sharedKeys = await SharedKeys.open(bus, keys, logger);
  const { adapter, errors, forwarded } = createHttpServer(env, context, sendFailure);
  const tokens = new TokenService(keys, clock);
  const cookie = new SessionCookie(env.SUBJECTLINE_PUBLIC_URL);
  const sessions = new ConsoleSessions(bus, cookie, env.SUBJECTLINE_PUBLIC_URL, clock);
  const callers = new Callers(tokens, await bus.watch(Clients), sessions, bus);
  const languages = new PersonLanguages(await bus.watchKeys(PublishedWordings));
  const signIns = new SignInLimit(env.SUBJECTLINE_FAILED_SIGN_INS_PER_MINUTE, clock);
  const openApi = new OpenApiDocument(env.SUBJECTLINE_PUBLIC_URL);
  const core = CoreModule.forRoot([
    ...contextProviders(context),
    { provide: GatewayEnv, useValue: env },
    { provide: KeyRing, useValue: keys },
    { provide: SharedKeys, useValue: sharedKeys },
    { provide: TokenService, useValue: tokens },
    { provide: SessionCookie, useValue: cookie },
    { provide: ConsoleSessions, useValue: sessions },
    { provide: Callers, useValue: callers },
    { provide: PersonLanguages, useValue: languages },
    { provide: SignInLimit, useValue: signIns },
    { provide: ForwardedWatch, useValue: forwarded },
    { provide: ConsoleFiles, useValue: consoleFiles },
    { provide: OpenApiDocument, useValue: openApi },
  ]);
  const module = { module: AppModule, imports: [core] };
  const application = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    bodyParser: false,
    logger: new NestLog(logger),
    abortOnError: false,
  });
  const server = adapter.getInstance();
  await limitRate(server, callers, env.SUBJECTLINE_RATE_LIMIT_PER_MINUTE, clock);
  allowOrigins(application, await bus.watch(PublicSettings));
  await server.register(fastifyStatic, { root: __dirname, serve: false, preCompressed: true });
  application.useGlobalFilters(errors);
  return application;
}
