import { join } from 'node:path';
import { createServiceContext, serve, type Service, type StartOptions } from '@subjectline/bus';
import { openStorage } from '@subjectline/storage';
import { AppModule } from './app.module';
import { IdentityEnv } from './env';

export { IdentityEnv as Env };

export async function start(env: IdentityEnv, options?: StartOptions): Promise<Service> {
  const context = await createServiceContext('identity', env, options);
  const storage = await openStorage(context, env, join(__dirname, '..', 'migrations'));
  const providers = [{ provide: IdentityEnv, useValue: env }];
  return serve(context, { imports: [AppModule], providers, storage });
}
