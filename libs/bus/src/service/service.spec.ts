import { Inject, Injectable, Module, type OnApplicationBootstrap } from '@nestjs/common';
import {
  AppError,
  healthCalls,
  KeyCanaries,
  type KeyCanary,
  ReadRequest,
  type Health,
  type PrivacyRequest,
  type ReadRequestRequest,
} from '@subjectline/contracts';
import { eventually, startTestEnvironment, type TestEnvironment } from '@subjectline/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  answering,
  Bus,
  createServiceContext,
  InjectState,
  loggerToken,
  serve,
  ServiceHealth,
  watchedState,
  type Logger,
  type Service,
  type WatchedState,
} from '../index';

/** What happened to the service, in order. */
let steps: string[];
let finishCall: () => void;

/** Stands for an environment. */
class Given {
  readonly setting = 'given';
}

@Injectable()
class Reading implements OnApplicationBootstrap {
  constructor(
    @Inject(Bus) readonly bus: Bus,
    @Inject(Given) readonly given: Given,
    @Inject(loggerToken) readonly logger: Logger,
    @InjectState(KeyCanaries) readonly canaries: WatchedState<KeyCanary>,
    @Inject(ServiceHealth) health: ServiceHealth,
  ) {
    health.extend((report: Health) => Promise.resolve({ ...report, database: false }));
  }

  async read({ id }: ReadRequestRequest): Promise<PrivacyRequest> {
    if (id !== 'pri_1') throw new AppError('request_unknown', { id });
    steps.push('call begins');
    await new Promise<void>((resolve) => (finishCall = resolve));
    steps.push('call ends');
    throw new AppError('request_unknown', { id });
  }

  onApplicationBootstrap(): void {
    const isStateRead = this.canaries.get('k1')?.sealed === 'k1.sealed';
    const isComplete = this.bus instanceof Bus && this.given.setting === 'given' && 'info' in this.logger;
    steps.push(`bootstrap ${isStateRead} ${isComplete}`);
  }

  onModuleDestroy(): void {
    steps.push('module destroy');
  }

  onApplicationShutdown(): void {
    steps.push('application shutdown');
  }
}

@Module({
  controllers: [answering(Reading, { read: ReadRequest })],
  providers: [Reading, watchedState(KeyCanaries)],
})
class ReadingModule {}

let testEnv: TestEnvironment;
let service: Service;

beforeAll(async () => {
  testEnv = await startTestEnvironment();
  steps = [];
  await testEnv.bus.put(KeyCanaries, 'k1', { sealed: 'k1.sealed' });
  const context = await createServiceContext('requests', testEnv.envFor('requests'), {
    logDestination: testEnv.log,
  });
  service = await serve(context, {
    imports: [ReadingModule],
    providers: [{ provide: Given, useClass: Given }],
    storage: {
      once: { run: (_name, _idempotency, work) => work() },
      health: () => Promise.resolve({ database: true }),
      close: () => Promise.resolve(void steps.push('storage closes')),
    },
  });
});
afterAll(() => testEnv.close());

const ask = (id: string) => testEnv.bus.ask(ReadRequest, { organization: 'default', id });
const codeOf = (id: string) => ask(id).catch((error: AppError) => error.code);

it('gives to its features what they inject, state already read', () => {
  expect(steps).toEqual(['bootstrap true true']);
});

it('reports what a feature knows of its health', async () => {
  await expect(testEnv.bus.ask(healthCalls.requests, { from: 'gateway' })).resolves.toEqual({
    database: false,
  });
});

it('closes in order: nothing more is begun, what is in hand ends, background work stops, the storage closes', async () => {
  steps = [];
  const answer = codeOf('pri_1');
  await eventually('the call has begun', () => steps.includes('call begins'));
  const closed = service.close();
  await eventually('the service begins to close', () => steps.includes('module destroy'));
  await eventually('no other call is taken', async () => (await codeOf('pri_2')) === 'unavailable');
  finishCall();
  await expect(answer).resolves.toBe('request_unknown');
  await closed;
  const expected = ['call begins', 'module destroy', 'call ends', 'application shutdown', 'storage closes'];
  expect(steps).toEqual(expected);
});
