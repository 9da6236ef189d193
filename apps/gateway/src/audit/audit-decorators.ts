import { SetMetadata, UseInterceptors } from '@nestjs/common';
import { documented } from '../openapi/documented';
import { auditKey, unauditedExtension, type AuditRule } from './audit-kind';
import { AuditInterceptor } from './audit.interceptor';

/**
 * What makes the entries of a route with a scope. One that can have none has no interceptor: Nest makes an observable and
 * two async contexts for each call that has to pass one, 4 % of the processor time of a message.
 */
export function auditDecorators({ look, unaudited }: AuditRule): MethodDecorator[] {
  if (unaudited) {
    const reason = documented(({ ApiExtension }) => [ApiExtension(unauditedExtension, unaudited)]);
    return [SetMetadata(auditKey, { unaudited }), reason];
  }
  return [...(look ? [SetMetadata(auditKey, { look })] : []), UseInterceptors(AuditInterceptor)];
}
