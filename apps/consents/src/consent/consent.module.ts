import { Module } from '@nestjs/common';
import { OrganizationModule } from '../organization/organization.module';
import { PersonModule } from '../person/person.module';
import { ChoiceService } from './choice.service';
import { EventContents } from './event-contents';
import { EventLock } from './event-lock';
import { EventLookup } from './event-lookup';
import { EventPublisher } from './event-publisher';
import { EventStore } from './event.store';
import { CurrentChoices } from './current-choices';
import { NoticeContextReader } from './notice-context';
import { SnapshotStore } from './snapshot.store';

const parts = [
  EventStore,
  EventContents,
  EventLock,
  EventLookup,
  EventPublisher,
  NoticeContextReader,
  ChoiceService,
  CurrentChoices,
  SnapshotStore,
];

/** Consent events, the choices they add up to, and what a change of them says to its person. */
@Module({
  imports: [OrganizationModule, PersonModule],
  providers: parts,
  exports: parts,
})
export class ConsentModule {}
