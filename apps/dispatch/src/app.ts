import { join } from 'node:path';
import { createServiceContext, serve, type Service, type StartOptions } from '@subjectline/bus';
import { PublishedWordings, Settings } from '@subjectline/contracts';
import { openStorage } from '@subjectline/storage';
import { withAccountWarnings } from './health/account-warnings';
import { Accounts } from './accounts/accounts';
import { CircuitRounds } from './recovery/circuit-rounds';
import { CircuitStore } from './circuits/circuit.store';
import { Circuits } from './circuits/circuits';
import { DispatchEnv } from './env';
import { Holding } from './held/holding';
import { InboxStore } from './inbox/inbox.store';
import { Journal } from './message/journal';
import { MessageHandler } from './sending/message.handler';
import { Leases } from './message/leases';
import { leaseMs, MessageService } from './sending/message.service';
import { MessageStore } from './records/message.store';
import { Preparation } from './sending/preparation';
import { ProviderHealthHandler } from './health/provider-health.handler';
import { ProviderTestHandler } from './provider-tests/provider-test.handler';
import { ProviderTestService } from './provider-tests/provider-test.service';
import { ResendService } from './records/resend.service';
import { ResendStore } from './records/resend.store';
import { Retention } from './retention/retention';
import { SmsGuard } from './sms/sms-guard';
import { SmsLimit } from './sms/sms-limit';
import { WaitingMessages } from './recovery/waiting';
import { Wordings } from './wording/wordings';

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
