import { Module } from '@nestjs/common';
import { ErasuresController } from './erasures.controller';
import { HoldsController } from './holds.controller';
import { PersonExportService } from './person-export.service';
import { PersonReferences } from './person-reference';
import { PersonsController } from './persons.controller';
import { SigningKeysController } from './signing-keys.controller';

@Module({
  controllers: [PersonsController, ErasuresController, HoldsController, SigningKeysController],
  providers: [PersonExportService, PersonReferences],
})
export class PersonsModule {}
