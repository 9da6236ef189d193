import { join } from 'node:path';
import { createServiceContext, serve, type Service, type StartOptions } from '@subjectline/bus';
import { openStorage } from '@subjectline/storage';
import { AppModule } from './app.module';
import { ConfigEnv } from './env';
import { canariesToken } from './publication/key.publisher';
import { requireFittingEnvironment } from './state/verification-periods';

export { ConfigEnv as Env };

export async function start(env: ConfigEnv, options?: StartOptions): Promise<Service> {
  requireFittingEnvironment(env);
  const context = await createServiceContext('config', env, options);
  const storage = await openStorage(context, env, join(__dirname, '..', 'migrations'));
  const providers = [
    { provide: ConfigEnv, useValue: env },
    { provide: canariesToken, useValue: () => storage.canaries() },
  ];
  return serve(context, { imports: [AppModule], providers, storage });
}
