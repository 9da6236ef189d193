import { join } from 'node:path';
import { layFoundation, serve, type Service, type StartOptions } from '@subjectline/bus';
import { openStorage } from '@subjectline/storage';
import { ClientHandler } from './client.handler';
import { ClientService } from './client.service';
import { ConfigEnv } from './env';
import { ProviderHandler } from './provider.handler';
import { ProviderService } from './provider.service';
import { ProviderStore } from './provider.store';
import { SettingsHandler } from './settings.handler';
import { SettingsPublisher } from './settings.publisher';
import { SettingsService } from './settings.service';
import { SettingsStore } from './settings.store';

export { ConfigEnv as Env };

export async function start(env: ConfigEnv, options?: StartOptions): Promise<Service> {
  const foundation = await layFoundation('config', env, options);
  const storage = await openStorage(foundation, env, join(__dirname, '..', 'migrations'));
  const { bus, clock, logger } = foundation;
  const settingsStore = new SettingsStore(storage.database, clock);
  const providerStore = new ProviderStore(storage.database, clock);
  const publisher = new SettingsPublisher(
    storage.database,
    settingsStore,
    providerStore,
    storage.keys,
    bus,
    logger,
  );
  await publisher.publishAll();
  return serve(foundation, {
    handlers: [SettingsHandler, ProviderHandler, ClientHandler],
    providers: [
      ...storage.providers,
      { provide: ConfigEnv, useValue: env },
      { provide: SettingsStore, useValue: settingsStore },
      { provide: ProviderStore, useValue: providerStore },
      { provide: SettingsPublisher, useValue: publisher },
      SettingsService,
      ProviderService,
      ClientService,
    ],
    storage,
    closing: [() => publisher.close()],
  });
}
