import { join } from 'node:path';
import { createServiceContext, serve, type Service, type StartOptions } from '@subjectline/bus';
import { openStorage } from '@subjectline/storage';
import { BudgetStore } from './budget.store';
import { ChallengeHandler } from './challenge.handler';
import { ChallengeMessages } from './challenge-messages';
import { ChallengeService } from './challenge.service';
import { ChallengeStore } from './challenge.store';
import { CountedSendStore } from './counted-send.store';
import { IdentityEnv } from './env';
import { LimitsService } from './limits.service';
import { LinkHandler } from './link.handler';
import { LinkService } from './link.service';
import { SendHandler } from './send.handler';
import { SendService } from './send.service';

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
