import { join } from 'node:path';
import {
  createServiceContext,
  serve,
  type ServiceContext,
  type Service,
  type StartOptions,
} from '@subjectline/bus';
import { openStorage, type Storage } from '@subjectline/storage';
import { ClientHandler } from './clients/client.handler';
import { ClientPublisher } from './clients/client.publisher';
import { ClientService } from './clients/client.service';
import { ClientStore } from './clients/client.store';
import { ConfigEnv } from './env';
import { readEnvironmentSettings } from './state/environment-settings';
import { FallbackHandler } from './fallbacks/fallback.handler';
import { FallbackService } from './fallbacks/fallback.service';
import { FallbackStore } from './state/fallback.store';
import { KeyPublisher } from './publication/key.publisher';
import { OrganizationHandler } from './organizations/organization.handler';
import { OrganizationService } from './organizations/organization.service';
import { OrganizationStore } from './state/organization.store';
import { ProviderChangesService } from './providers/provider-changes.service';
import { ProviderSetupService } from './providers/provider-setup.service';
import { ProviderWriter } from './providers/provider-writer';
import { ProviderHandler } from './providers/provider.handler';
import { ProviderService } from './providers/provider.service';
import { ProviderStore } from './state/provider.store';
import { SettingsHandler } from './settings/settings.handler';
import { SettingsPublisher } from './state/settings.publisher';
import { SettingsService } from './settings/settings.service';
import { SettingsStore } from './state/settings.store';
import { publishAllToken, StateHandler } from './publication/state.handler';

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
