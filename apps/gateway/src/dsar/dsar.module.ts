import { Module } from '@nestjs/common';
import { DsarRequestsController } from './dsar-requests.controller';
import { DsarLinksController } from './dsar-links.controller';
import { DsarNotesController } from './dsar-notes.controller';
import { UserRightsController } from './user-rights.controller';

@Module({
  controllers: [DsarRequestsController, DsarLinksController, DsarNotesController, UserRightsController],
})
export class DsarModule {}
