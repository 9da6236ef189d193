import { join } from 'node:path';
import { createServiceContext, serve, type Service, type StartOptions } from '@subjectline/bus';
import { openStorage } from '@subjectline/storage';
import { AppModule } from './app.module';
import { RequestsEnv } from './env';

export { RequestsEnv as Env };

export async function start(env: RequestsEnv, options?: StartOptions): Promise<Service> {
  const context = await createServiceContext('requests', env, options);
  const storage = await openStorage(context, env, join(__dirname, '..', 'migrations'));
  const providers = [{ provide: RequestsEnv, useValue: env }];
  return serve(context, { imports: [AppModule], providers, storage });
}
