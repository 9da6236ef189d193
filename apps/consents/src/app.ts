import { join } from 'node:path';
import { createServiceContext, serve, type Service, type StartOptions } from '@subjectline/bus';
import { openStorage } from '@subjectline/storage';
import { AppModule } from './app.module';
import { ConsentsEnv } from './env';

export { ConsentsEnv as Env };

export async function start(env: ConsentsEnv, options?: StartOptions): Promise<Service> {
  const context = await createServiceContext('consents', env, options);
  const storage = await openStorage(context, env, join(__dirname, '..', 'migrations'));
  return serve(context, { imports: [AppModule], storage });
}
