import { join } from 'node:path';
import { layFoundation, serve, type Service, type StartOptions } from '@subjectline/bus';
import { openStorage } from '@subjectline/storage';
import { ChallengeHandler } from './challenge.handler';
import { ChallengeService } from './challenge.service';
import { ChallengeStore } from './challenge.store';
import { IdentityEnv } from './env';

export { IdentityEnv as Env };

export async function start(env: IdentityEnv, options?: StartOptions): Promise<Service> {
  const foundation = await layFoundation('identity', env, options);
  const storage = await openStorage(foundation, env, join(__dirname, '..', 'migrations'));
  return serve(foundation, {
    handlers: [ChallengeHandler],
    providers: [
      ...storage.providers,
      { provide: IdentityEnv, useValue: env },
      ChallengeStore,
      ChallengeService,
    ],
    storage,
  });
}
