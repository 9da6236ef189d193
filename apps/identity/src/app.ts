import { join } from 'node:path';
import { createServiceContext, serve, type Service, type StartOptions } from '@subjectline/bus';
import { openStorage } from '@subjectline/storage';
import { ChallengeMessages } from './challenge/challenge-messages';
import { ChallengeHandler } from './challenge/challenge.handler';
import { ChallengeService } from './challenge/challenge.service';
import { ChallengeStore } from './challenge/challenge.store';
import { IdentityEnv } from './env';
import { LimitsService } from './limits/limits.service';
import { BudgetStore } from './limits/usage.store';
import { LinkHandler } from './links/link.handler';
import { LinkService } from './links/link.service';
import { CountedSendStore } from './sending/counted-send.store';
import { SendHandler } from './sending/send.handler';
import { SendService } from './sending/send.service';

export { IdentityEnv as Env };

export async function start(env: IdentityEnv, options?: StartOptions): Promise<Service> {
  const context = await createServiceContext('identity', env, options);
  const storage = await openStorage(context, env, join(__dirname, '..', 'migrations'));
  return serve(context, {
    handlers: [ChallengeHandler, LinkHandler, SendHandler],
    providers: [
      ...storage.providers,
      { provide: IdentityEnv, useValue: env },
      BudgetStore,
      CountedSendStore,
      ChallengeStore,
      LimitsService,
      ChallengeMessages,
      ChallengeService,
      LinkService,
      SendService,
    ],
    storage,
  });
}
