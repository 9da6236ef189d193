import { Module } from '@nestjs/common';
import { answering } from '@subjectline/bus';
import { EndAllSessions, EndSession, ListSessions, OpenSession, UseSession } from '@subjectline/contracts';
import { ClientsModule } from '../clients/clients.module';
import { EndedSessionRounds } from './ended-sessions';
import { SessionOwners } from './session-owners.service';
import { SessionService } from './session.service';
import { SessionStore } from './session.store';

@Module({
  imports: [ClientsModule],
  controllers: [
    answering(SessionService, {
      open: OpenSession,
      use: UseSession,
      list: ListSessions,
      end: EndSession,
      endAll: EndAllSessions,
    }),
  ],
  providers: [SessionStore, SessionOwners, SessionService, EndedSessionRounds],
})
export class SessionsModule {}
