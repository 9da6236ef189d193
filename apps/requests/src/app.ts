import { join } from 'node:path';
import { layFoundation, serve, type Service, type StartOptions } from '@subjectline/bus';
import { openStorage } from '@subjectline/storage';
import { RequestsEnv } from './env';
import { PersonMessages } from './person-messages';
import { RequestHandler } from './request.handler';
import { RequestService } from './request.service';
import { RequestStore } from './request.store';
import { ReviewService } from './review.service';

export { RequestsEnv as Env };

export async function start(env: RequestsEnv, options?: StartOptions): Promise<Service> {
  const foundation = await layFoundation('requests', env, options);
  const storage = await openStorage(foundation, env, join(__dirname, '..', 'migrations'));
  return serve(foundation, {
    handlers: [RequestHandler],
    providers: [...storage.providers, RequestStore, PersonMessages, RequestService, ReviewService],
    storage,
  });
}
