import { Module } from '@nestjs/common';
import { answering } from '@subjectline/bus';
import {
  ChangeOperator,
  CreateOperator,
  DeleteOperator,
  erasePersonCalls,
  InviteOperator,
  ListOperators,
  ReadOperator,
  readPersonCalls,
  UnlinkOperator,
} from '@subjectline/contracts';
import { personProviders, PersonRecords, sealedColumns, type IndexedTable } from '@subjectline/storage';
import { InvitationService } from './invitation.service';
import { OperatorDirectory } from './operator-directory.service';
import { OperatorSection } from './operator.section';
import { OperatorService } from './operator.service';
import { oidcValue, OperatorStore, type OperatorPerson } from './operator.store';

const indexed = sealedColumns.config
  .filter(({ table }) => table === 'operators')
  .map((column): IndexedTable => ({ column, valuesIn: (opened) => valuesOf(opened as OperatorPerson) }));

function valuesOf({ email, oidc }: OperatorPerson): string[] {
  return [email, ...(oidc ? [oidcValue(oidc)] : [])];
}

@Module({
  controllers: [
    answering(OperatorService, {
      create: CreateOperator,
      list: ListOperators,
      read: ReadOperator,
      change: ChangeOperator,
      delete: DeleteOperator,
      invite: InviteOperator,
      unlink: UnlinkOperator,
    }),
    answering(PersonRecords, { read: readPersonCalls.config, erase: erasePersonCalls.config }),
  ],
  providers: [
    OperatorStore,
    InvitationService,
    OperatorService,
    OperatorDirectory,
    ...personProviders([OperatorSection], indexed),
  ],
  exports: [OperatorDirectory],
})
export class OperatorsModule {}
