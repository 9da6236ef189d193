import { Module } from '@nestjs/common';
import { answering } from '@subjectline/bus';
import {
  ErasePerson,
  HoldPerson,
  FindHeldPersons,
  ListPersonHolds,
  ReadPersonErasure,
  RemovePersonHold,
} from '@subjectline/contracts';
import { PersonsModule } from '../persons/persons.module';
import { RequestModule } from '../request/request.module';
import { SigningModule } from '../signing/signing.module';
import { Certificates } from './certificate.service';
import { DeadLetters } from './dead-letters';
import { ErasureRunner } from './erasure-runner.service';
import { ErasureScopes } from './erasure-scope.service';
import { ErasureHandler } from './erasure.handler';
import { ErasureService } from './erasure.service';
import { ErasureStore } from './erasure.store';
import { HoldService } from './hold.service';
import { HoldStore } from './hold.store';
import { VendorErasures } from './vendor-erasures.service';

/** Erasures of persons in all services, and the legal holds that prevent them. */
@Module({
  imports: [PersonsModule, RequestModule, SigningModule],
  controllers: [
    ErasureHandler,
    answering(ErasureService, { start: ErasePerson, read: ReadPersonErasure }),
    answering(HoldService, {
      hold: HoldPerson,
      remove: RemovePersonHold,
      list: ListPersonHolds,
      findHeld: FindHeldPersons,
    }),
  ],
  providers: [
    HoldStore,
    HoldService,
    ErasureStore,
    ErasureScopes,
    ErasureService,
    ErasureRunner,
    DeadLetters,
    VendorErasures,
    Certificates,
  ],
  exports: [HoldService],
})
export class ErasuresModule {}
