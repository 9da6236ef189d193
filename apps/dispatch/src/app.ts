import { join } from 'node:path';
import { createServiceContext, serve, type Service, type StartOptions } from '@subjectline/bus';
import { openStorage } from '@subjectline/storage';
import { AppModule } from './app.module';
import { DispatchEnv } from './env';

export { DispatchEnv as Env };

export async function start(env: DispatchEnv, options?: StartOptions): Promise<Service> {
  const context = await createServiceContext('dispatch', env, options);
  const storage = await openStorage(context, env, join(__dirname, '..', 'migrations'));
  const providers = [{ provide: DispatchEnv, useValue: env }];
  return serve(context, { imports: [AppModule], providers, storage });
}
