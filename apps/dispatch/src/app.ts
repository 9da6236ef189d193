import { join } from 'node:path';
import { createServiceContext, serve, type Service, type StartOptions } from '@subjectline/bus';
import { PublishedWordings, Settings } from '@subjectline/contracts';
import { openStorage } from '@subjectline/storage';
import { withAccountWarnings } from './account-warnings';
import { Accounts } from './accounts';
import { CircuitRounds } from './circuit-rounds';
import { CircuitStore } from './circuit.store';
import { Circuits } from './circuits';
import { DispatchEnv } from './env';
import { Holding } from './holding';
import { InboxStore } from './inbox.store';
import { Journal } from './journal';
import { MessageHandler } from './message.handler';
import { Leases } from './leases';
import { leaseMs, MessageService } from './message.service';
import { MessageStore } from './message.store';
import { Preparation } from './preparation';
import { ProviderHealthHandler } from './provider-health.handler';
import { ProviderTestHandler } from './provider-test.handler';
import { ProviderTestService } from './provider-test.service';
import { ResendService } from './resend.service';
import { ResendStore } from './resend.store';
import { Retention } from './retention';
import { SmsGuard } from './sms-guard';
import { SmsLimit } from './sms-limit';
import { WaitingMessages } from './waiting';
import { Wordings } from './wordings';

export { DispatchEnv as Env };

export async function start(env: DispatchEnv, options?: StartOptions): Promise<Service> {
  const context = await createServiceContext('dispatch', env, options);
  const storage = await openStorage(context, env, join(__dirname, '..', 'migrations'));
  const { bus, clock, logger } = context;
  const { database, outbox, keys } = storage;
  const [settings, wordings] = await Promise.all([bus.watch(Settings), bus.watch(PublishedWordings)]);
  const store = new MessageStore(database);
  const inbox = new InboxStore(database, keys, clock);
  const accounts = new Accounts(keys, inbox, logger, env);
  const journal = new Journal(database, outbox, clock, leaseMs);
  const smsLimit = new SmsLimit(database, clock, logger);
  const guard = new SmsGuard(smsLimit);
  const words = new Wordings(wordings, bus, logger);
  const leases: Leases = new Leases(database, logger, leaseMs, (abandoned) => messages.settle(abandoned));
  const preparation = new Preparation(journal, words, guard, settings, bus, keys, logger);
  const circuitStore = new CircuitStore(database, clock);
  const circuits = new Circuits(circuitStore, clock, logger);
  const holding = new Holding(database, outbox, clock);
  const messages = new MessageService(
    preparation,
    accounts,
    circuits,
    leases,
    journal,
    holding,
    clock,
    logger,
  );
  const waiting = new WaitingMessages(circuitStore, store, messages, logger);
  const rounds = new CircuitRounds(circuits, circuitStore, waiting, accounts, settings, bus, clock, logger);
  await rounds.start();
  const retention = new Retention(database, clock, logger, env.SUBJECTLINE_MESSAGE_CONTENT_DAYS);
  const service = await serve(context, {
    handlers: [MessageHandler, ProviderHealthHandler, ProviderTestHandler],
    providers: [
      { provide: MessageService, useValue: messages },
      { provide: MessageStore, useValue: store },
      { provide: WaitingMessages, useValue: waiting },
      { provide: CircuitStore, useValue: circuitStore },
      { provide: SmsLimit, useValue: smsLimit },
      {
        provide: ResendService,
        useValue: new ResendService(new ResendStore(database, outbox, clock), store, keys, logger),
      },
      { provide: InboxStore, useValue: inbox },
      {
        provide: ProviderTestService,
        useValue: new ProviderTestService(accounts, circuits, words, bus, clock, logger),
      },
    ],
    storage: {
      ...storage,
      health: async () => withAccountWarnings(await storage.health(), circuitStore),
    },
    leaving: () => accounts.stopBeginning(),
    closing: [
      () => retention.stop(),
      () => rounds.stop(),
      () => leases.stop(),
      () => accounts.close(),
      () => settings.close(),
      () => wordings.close(),
    ],
  });
  retention.start();
  leases.start();
  return service;
}
