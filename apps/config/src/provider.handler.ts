import { Controller } from '@nestjs/common';
import { Answers } from '@subjectline/bus';
import {
  CheckActiveProvider,
  ReadActiveProvider,
  ReadProvider,
  SaveProvider,
  SaveProviderSecrets,
  type ProviderConfig,
  type ProviderReadiness,
  type ReadActiveProviderRequest,
  type ReadProviderRequest,
  type SaveProviderRequest,
  type SaveProviderSecretsRequest,
} from '@subjectline/contracts';
import { ProviderService } from './provider.service';

@Controller()
export class ProviderHandler {
  constructor(private readonly providers: ProviderService) {}

  @Answers(SaveProvider)
  save(request: SaveProviderRequest): Promise<ProviderConfig> {
    return this.providers.save(request);
  }

  @Answers(SaveProviderSecrets)
  saveSecrets(request: SaveProviderSecretsRequest): Promise<ProviderConfig> {
    return this.providers.saveSecrets(request);
  }

  @Answers(ReadProvider)
  read(request: ReadProviderRequest): Promise<ProviderConfig> {
    return this.providers.read(request);
  }

  @Answers(ReadActiveProvider)
  readActive(request: ReadActiveProviderRequest): Promise<ProviderConfig> {
    return this.providers.readActive(request);
  }

  @Answers(CheckActiveProvider)
  checkActive(request: ReadActiveProviderRequest): Promise<ProviderReadiness> {
    return this.providers.checkActive(request);
  }
}
