import { join } from 'node:path';
import { createServiceContext, serve, type Service, type StartOptions } from '@subjectline/bus';
import { openStorage } from '@subjectline/storage';
import { AppModule } from './app.module';
import { WebhooksEnv } from './env';

export { WebhooksEnv as Env };

export async function start(env: WebhooksEnv, options?: StartOptions): Promise<Service> {
  const context = await createServiceContext('webhooks', env, options);
  const storage = await openStorage(context, env, join(__dirname, '..', 'migrations'));
  const providers = [{ provide: WebhooksEnv, useValue: env }];
  return serve(context, { imports: [AppModule], providers, storage });
}
