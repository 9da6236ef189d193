import { Controller } from '@nestjs/common';
import { Answers } from '@subjectline/bus';
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
  type ChangeProviderRequest,
  type CreateProviderRequest,
  type ListProvidersRequest,
  type ProviderChoice,
  type ProviderConfig,
  type ProviderName,
  type ProviderPage,
  type ProviderReadiness,
  type ReadActiveProviderRequest,
  type RecordProviderTestRequest,
  type SaveProviderRequest,
  type SaveProviderSecretsRequest,
  type ProviderSetup,
  type SetUpProviderRequest,
} from '@subjectline/contracts';
import { ProviderChangesService } from './provider-changes.service';
import { ProviderSetupService } from './provider-setup.service';
import { ProviderService } from './provider.service';

@Controller()
export class ProviderHandler {
  constructor(
    private readonly providers: ProviderService,
    private readonly changes: ProviderChangesService,
    private readonly setups: ProviderSetupService,
  ) {}

  @Answers(SaveProvider)
  save(request: SaveProviderRequest): Promise<ProviderConfig> {
    return this.changes.save(request);
  }

  @Answers(CreateProvider)
  create(request: CreateProviderRequest): Promise<ProviderConfig> {
    return this.changes.create(request);
  }

  @Answers(ChangeProvider)
  change(request: ChangeProviderRequest): Promise<ProviderConfig> {
    return this.changes.changeByKey(request);
  }

  @Answers(DeleteProvider)
  delete(request: ProviderName): Promise<ProviderConfig> {
    return this.changes.delete(request);
  }

  @Answers(SaveProviderSecrets)
  saveSecrets(request: SaveProviderSecretsRequest): Promise<ProviderConfig> {
    return this.changes.saveSecrets(request);
  }

  @Answers(SetUpProvider)
  setUp(request: SetUpProviderRequest): Promise<ProviderSetup> {
    return this.setups.setUp(request);
  }

  @Answers(ReadProvider)
  read(request: ProviderChoice): Promise<ProviderConfig> {
    return this.providers.read(request);
  }

  @Answers(ListProviders)
  list(request: ListProvidersRequest): Promise<ProviderPage> {
    return this.providers.list(request);
  }

  @Answers(ReadActiveProvider)
  readActive(request: ReadActiveProviderRequest): Promise<ProviderConfig> {
    return this.providers.readActive(request);
  }

  @Answers(CheckActiveProvider)
  checkActive(request: ReadActiveProviderRequest): Promise<ProviderReadiness> {
    return this.providers.checkActive(request);
  }

  @Answers(RecordProviderTest)
  recordTest(request: RecordProviderTestRequest): Promise<ProviderConfig> {
    return this.providers.recordTest(request);
  }
}
