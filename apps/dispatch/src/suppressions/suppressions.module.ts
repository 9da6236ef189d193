import { Module } from '@nestjs/common';
import { answering } from '@subjectline/bus';
import {
  AddSuppressions,
  FindSuppressed,
  ListSuppressions,
  ReadSuppressed,
  RemoveSuppression,
} from '@subjectline/contracts';
import { Findings } from './findings';
import { Recipients } from './recipients';
import { Suppressed } from './suppressed';
import { SuppressionService } from './suppression.service';
import { SuppressionStore } from './suppression.store';

/** Addresses that get no messages. */
@Module({
  controllers: [
    answering(SuppressionService, {
      list: ListSuppressions,
      add: AddSuppressions,
      remove: RemoveSuppression,
      find: FindSuppressed,
      channels: ReadSuppressed,
    }),
  ],
  providers: [Recipients, SuppressionStore, Suppressed, Findings, SuppressionService],
  exports: [Recipients, Suppressed, Findings],
})
export class SuppressionsModule {}
