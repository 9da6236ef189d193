import { Module } from '@nestjs/common';
import { ConsentEventsController } from './consent-events.controller';
import { ConsentUsersController } from './consent-users.controller';
import { ConsentProofsController } from './consent-proofs.controller';
import { ConsentApproversController } from './consent-approvers.controller';
import { ConsentSearchController } from './consent-search.controller';
import { ConsentAccessController } from './consent-access.controller';

@Module({
  controllers: [
    ConsentEventsController,
    ConsentUsersController,
    ConsentProofsController,
    ConsentApproversController,
    ConsentAccessController,
    ConsentSearchController,
  ],
})
export class ConsentsModule {}
