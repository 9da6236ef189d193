import { join } from 'node:path';
import { layFoundation, serve, type Service, type StartOptions } from '@subjectline/bus';
import { openStorage } from '@subjectline/storage';
import { ConsentsEnv } from './env';

export { ConsentsEnv as Env };

export async function start(env: ConsentsEnv, options?: StartOptions): Promise<Service> {
  const foundation = await layFoundation('consents', env, options);
  const storage = await openStorage(foundation, env, join(__dirname, '..', 'migrations'));
  return serve(foundation, {
    handlers: [],
    providers: [...storage.providers, { provide: ConsentsEnv, useValue: env }],
    storage,
  });
}
