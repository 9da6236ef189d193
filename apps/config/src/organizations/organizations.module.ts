import { Module } from '@nestjs/common';
import { answering } from '@subjectline/bus';
import { CreateOrganization, ListOrganizations, RenameOrganization } from '@subjectline/contracts';
import { ClientsModule } from '../clients/clients.module';
import { StateModule } from '../state/state.module';
import { OrganizationService } from './organization.service';

@Module({
  imports: [ClientsModule, StateModule],
  controllers: [
    answering(OrganizationService, {
      create: CreateOrganization,
      rename: RenameOrganization,
      list: ListOrganizations,
    }),
  ],
  providers: [OrganizationService],
})
export class OrganizationsModule {}
