import { Module } from '@nestjs/common';
import { PersonExportService } from './person-export.service';
import { PersonsController } from './persons.controller';

@Module({ controllers: [PersonsController], providers: [PersonExportService] })
export class PersonsModule {}
