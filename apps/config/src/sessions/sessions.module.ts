import { Module } from '@nestjs/common';
import { answering } from '@subjectline/bus';
import {
  AcceptInvitation,
  EndAllSessions,
  EndOwnSession,
  EndSession,
  ListSessions,
  OpenOperatorSession,
  OpenSession,
  UseSession,
} from '@subjectline/contracts';
import { AuditModule } from '../audit/audit.module';
import { ClientsModule } from '../clients/clients.module';
import { OperatorsModule } from '../operators/operators.module';
import { EndedSessionRounds } from './ended-sessions';
import { OperatorSignInHandler } from './operator-sign-in.handler';
import { OperatorSignInService } from './operator-sign-in.service';
import { SessionAudit } from './session-audit.service';
import { SessionOwners } from './session-owners.service';
import { SessionService } from './session.service';
import { SessionStore } from './session.store';

@Module({
  imports: [AuditModule, ClientsModule, OperatorsModule],
  controllers: [
    answering(SessionService, {
      open: OpenSession,
      use: UseSession,
      list: ListSessions,
      end: EndSession,
      endOwn: EndOwnSession,
      endAll: EndAllSessions,
    }),
    answering(OperatorSignInService, { finish: OpenOperatorSession, accept: AcceptInvitation }),
    OperatorSignInHandler,
  ],
  providers: [
    SessionStore,
    SessionOwners,
    SessionAudit,
    SessionService,
    OperatorSignInService,
    EndedSessionRounds,
  ],
})
export class SessionsModule {}
