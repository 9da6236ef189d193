import { join } from 'node:path';
import { createServiceContext, serve, type Service, type StartOptions } from '@subjectline/bus';
import { openStorage } from '@subjectline/storage';
import { AppModule } from './app.module';
import { TemplatesEnv } from './env';
import { readShippedWordings, ShippedWordings } from './shipped/wording-files';

export { TemplatesEnv as Env };

const folderOf = (name: string) => join(__dirname, '..', name);

/** The wording that comes with the product, for use without a service. */
export function shippedWordings(): Promise<ShippedWordings> {
  return readShippedWordings(folderOf('wording'));
}

export async function start(env: TemplatesEnv, options?: StartOptions): Promise<Service> {
  const shipped = await shippedWordings();
  const context = await createServiceContext('templates', env, options);
  const storage = await openStorage(context, env, folderOf('migrations'));
  const providers = [{ provide: ShippedWordings, useValue: shipped }];
  return serve(context, { imports: [AppModule], providers, storage });
}
