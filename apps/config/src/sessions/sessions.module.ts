import { Module } from '@nestjs/common';
import { answering } from '@subjectline/bus';
import {
  AcceptInvitation,
  EndAllSessions,
  EndOwnSession,
  EndSession,
  ListSessions,
  OpenOidcSession,
  OpenOperatorSession,
  OpenSession,
  UseSession,
} from '@subjectline/contracts';
import { AuditModule } from '../audit/audit.module';
import { ClientsModule } from '../clients/clients.module';
import { OperatorsModule } from '../operators/operators.module';
import { EndedSessionRounds } from './ended-sessions';
import { OidcSignInService } from './oidc-sign-in.service';
import { OperatorSignInHandler } from './operator-sign-in.handler';
import { OperatorSignInService } from './operator-sign-in.service';
import { SessionAudit } from './session-audit.service';
import { SessionOwners } from './session-owners.service';
import { SessionService } from './session.service';
import { SessionStore } from './session.store';
import { UsedSignInStore } from './used-sign-in.store';

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
    answering(OidcSignInService, { open: OpenOidcSession }),
    OperatorSignInHandler,
  ],
  providers: [
    SessionStore,
    SessionOwners,
    SessionAudit,
    SessionService,
    OperatorSignInService,
    OidcSignInService,
    UsedSignInStore,
    EndedSessionRounds,
  ],
})
export class SessionsModule {}
