import { Module } from '@nestjs/common';
import { answering } from '@subjectline/bus';
import { BeginAudit, FinishAudit, ListAudit, ReadAudit, VerifyAudit } from '@subjectline/contracts';
import { AuditRetention } from './audit-retention.service';
import { AuditService } from './audit.service';
import { AuditStore } from './audit.store';
import { AuditVerificationService } from './audit-verification.service';
import { UnfinishedEntries } from './unfinished.service';

@Module({
  controllers: [
    answering(AuditService, { begin: BeginAudit, finish: FinishAudit, list: ListAudit, read: ReadAudit }),
    answering(AuditVerificationService, { verify: VerifyAudit }),
  ],
  exports: [AuditService],
  providers: [AuditStore, AuditService, AuditVerificationService, UnfinishedEntries, AuditRetention],
})
export class AuditModule {}
