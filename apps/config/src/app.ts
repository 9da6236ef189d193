import { join } from 'node:path';
import {
  createServiceContext,
  serve,
  type ServiceContext,
  type Service,
  type StartOptions,
} from '@subjectline/bus';
import { openStorage, type Storage } from '@subjectline/storage';
import { ClientHandler } from './client.handler';
import { ClientPublisher } from './client.publisher';
import { ClientService } from './client.service';
import { ClientStore } from './client.store';
import { ConfigEnv } from './env';
import { readEnvironmentSettings } from './environment-settings';
import { FallbackHandler } from './fallback.handler';
import { FallbackService } from './fallback.service';
import { FallbackStore } from './fallback.store';
import { KeyPublisher } from './key.publisher';
import { OrganizationHandler } from './organization.handler';
import { OrganizationService } from './organization.service';
import { OrganizationStore } from './organization.store';
import { ProviderChangesService } from './provider-changes.service';
import { ProviderSetupService } from './provider-setup.service';
import { ProviderWriter } from './provider-writer';
import { ProviderHandler } from './provider.handler';
import { ProviderService } from './provider.service';
import { ProviderStore } from './provider.store';
import { SettingsHandler } from './settings.handler';
import { SettingsPublisher } from './settings.publisher';
import { SettingsService } from './settings.service';
import { SettingsStore } from './settings.store';
import { publishAllToken, StateHandler } from './state.handler';

export { ConfigEnv as Env };

export async function start(env: ConfigEnv, options?: StartOptions): Promise<Service> {
  const context = await createServiceContext('config', env, options);
  const storage = await openStorage(context, env, join(__dirname, '..', 'migrations'));
  const stores = openStores(context, storage);
  const publishers = openPublishers(context, storage, stores, env);
  const canaries = await KeyPublisher.open(storage, context);
  const publishAll = async () => {
    await canaries.publishAll();
    await publishers.settings.publishAll();
    await publishers.clients.publishAll();
  };
  storage.watch.onIncident(publishAll);
  await publishAll();
  return serve(context, {
    handlers: [
      SettingsHandler,
      ProviderHandler,
      FallbackHandler,
      ClientHandler,
      OrganizationHandler,
      StateHandler,
    ],
    providers: [
      ...storage.providers,
      { provide: ConfigEnv, useValue: env },
      { provide: SettingsStore, useValue: stores.settings },
      { provide: ProviderStore, useValue: stores.providers },
      { provide: FallbackStore, useValue: stores.fallbacks },
      { provide: ClientStore, useValue: stores.clients },
      { provide: OrganizationStore, useValue: stores.organizations },
      { provide: SettingsPublisher, useValue: publishers.settings },
      { provide: ClientPublisher, useValue: publishers.clients },
      { provide: publishAllToken, useValue: publishAll },
      SettingsService,
      ProviderService,
      ProviderWriter,
      ProviderChangesService,
      ProviderSetupService,
      FallbackService,
      ClientService,
      OrganizationService,
    ],
    storage,
    closing: [() => publishers.settings.close(), () => publishers.clients.close()],
  });
}

interface Stores {
  readonly settings: SettingsStore;
  readonly providers: ProviderStore;
  readonly fallbacks: FallbackStore;
  readonly clients: ClientStore;
  readonly organizations: OrganizationStore;
}

function openStores({ clock }: ServiceContext, { database }: Storage): Stores {
  return {
    settings: new SettingsStore(database, clock),
    providers: new ProviderStore(database, clock),
    fallbacks: new FallbackStore(database),
    clients: new ClientStore(database, clock),
    organizations: new OrganizationStore(database, clock),
  };
}

function openPublishers(
  { bus, logger }: ServiceContext,
  { database, keys }: Storage,
  stores: Stores,
  env: ConfigEnv,
): { settings: SettingsPublisher; clients: ClientPublisher } {
  const environment = readEnvironmentSettings(env.SUBJECTLINE_SETTINGS);
  return {
    settings: new SettingsPublisher(database, stores, environment, keys, bus, logger),
    clients: new ClientPublisher(database, stores.clients, bus, logger),
  };
}
