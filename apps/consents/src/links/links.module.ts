import { Module } from '@nestjs/common';
import { answering } from '@subjectline/bus';
import { CreateConsentLink, FollowConsentLink } from '@subjectline/contracts';
import { RemovedRecords } from '@subjectline/storage';
import { ConsentModule } from '../consent/consent.module';
import { EventsModule } from '../events/events.module';
import { OrganizationModule } from '../organization/organization.module';
import { PersonModule } from '../person/person.module';
import { LinkActionService } from './link-action.service';
import { LinkPageService } from './link-page.service';
import { LinkRecords } from './link-records';
import { LinkService } from './link.service';
import { LinkStore } from './link.store';

@Module({
  imports: [ConsentModule, EventsModule, OrganizationModule, PersonModule],
  controllers: [answering(LinkService, { create: CreateConsentLink, follow: FollowConsentLink })],
  providers: [RemovedRecords, LinkStore, LinkRecords, LinkActionService, LinkPageService, LinkService],
  exports: [LinkService, LinkPageService],
})
export class LinksModule {}
