import type { Provider, Type } from '@nestjs/common';
import { loggerToken, type Logger } from '@subjectline/bus';
import { Clock } from '@subjectline/contracts';
import { Database } from '../database/database';
import { KeyRing } from '../sealing/sealing';
import { IndexRounds } from './index-rounds';
import { PersonIndex, type IndexedTable } from './person-index';
import { PersonRecords } from './person-records';
import type { PersonSection } from './person-section';
import { ReplySection } from './reply-section';

/** What makes a service answer for the persons in its tables: its sections, in their order, and what they are found by. */
export function personProviders(
  sections: readonly Type<PersonSection>[],
  indexed: readonly IndexedTable[] = [],
): Provider[] {
  return [
    ...sections,
    {
      provide: PersonIndex,
      useFactory: (database: Database, keys: KeyRing) => new PersonIndex(database, keys, indexed),
      inject: [Database, KeyRing],
    },
    {
      provide: IndexRounds,
      useFactory: (index: PersonIndex, clock: Clock, logger: Logger) => new IndexRounds(index, clock, logger),
      inject: [PersonIndex, Clock, loggerToken],
    },
    {
      provide: ReplySection,
      useFactory: (database: Database, keys: KeyRing) => new ReplySection(database, keys),
      inject: [Database, KeyRing],
    },
    {
      provide: PersonRecords,
      useFactory: (keys: KeyRing, index: PersonIndex, ...all: PersonSection[]) =>
        new PersonRecords(keys, index, all),
      inject: [KeyRing, PersonIndex, ...sections, ReplySection],
    },
  ];
}
