import { Global, Module } from '@nestjs/common';
import { AuditEntries } from './audit-entry';
import { AuditExportService } from './audit-export.service';
import { AuditController } from './audit.controller';

/** Global: the interceptor of a route is made in the module of its controller. */
@Global()
@Module({
  controllers: [AuditController],
  providers: [AuditEntries, AuditExportService],
  exports: [AuditEntries],
})
export class AuditModule {}
