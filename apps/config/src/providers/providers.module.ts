import { Module } from '@nestjs/common';
import { answering } from '@subjectline/bus';
import {
  ChangeProvider,
  CheckActiveProvider,
  CreateProvider,
  DeleteProvider,
  ListProviders,
  ReadActiveProvider,
  ReadProvider,
  RecordProviderTest,
  SaveProvider,
  SaveProviderSecrets,
  SetUpProvider,
} from '@subjectline/contracts';
import { StateModule } from '../state/state.module';
import { ProviderChangesService } from './provider-changes.service';
import { ProviderSetupService } from './provider-setup.service';
import { ProviderWriter } from './provider-writer';
import { ProviderService } from './provider.service';

@Module({
  imports: [StateModule],
  controllers: [
    answering(ProviderService, {
      read: ReadProvider,
      list: ListProviders,
      readActive: ReadActiveProvider,
      checkActive: CheckActiveProvider,
      recordTest: RecordProviderTest,
    }),
    answering(ProviderChangesService, {
      save: SaveProvider,
      create: CreateProvider,
      changeByKey: ChangeProvider,
      delete: DeleteProvider,
      saveSecrets: SaveProviderSecrets,
    }),
    answering(ProviderSetupService, { setUp: SetUpProvider }),
  ],
  providers: [ProviderService, ProviderWriter, ProviderChangesService, ProviderSetupService],
})
export class ProvidersModule {}
