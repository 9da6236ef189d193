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
  ReadReportReadiness,
  RecordProviderTest,
  SaveProvider,
  SaveProviderSecrets,
  SetUpProvider,
  SetUpReports,
} from '@subjectline/contracts';
import { StateModule } from '../state/state.module';
import { ProviderChangesService } from './provider-changes.service';
import { ProviderSetupService } from './provider-setup.service';
import { ProviderWriter } from './provider-writer';
import { ProviderService } from './provider.service';
import { ReportSetupService } from './report-setup.service';

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
    answering(ReportSetupService, { read: ReadReportReadiness, setUp: SetUpReports }),
  ],
  providers: [
    ProviderService,
    ProviderWriter,
    ProviderChangesService,
    ProviderSetupService,
    ReportSetupService,
  ],
})
export class ProvidersModule {}
