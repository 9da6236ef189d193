import { Controller } from '@nestjs/common';
import { Answers } from '@subjectline/bus';
import {
  ChangeApplicationSettings,
  ReadApplicationSettings,
  ReadEffectiveSettings,
  ReadEnvironmentSettings,
  ReplaceApplicationSettings,
  type ApplicationSettings,
  type ChangeSettings,
  type EffectiveSettings,
  type ReadSettings,
  type ReplaceSettings,
} from '@subjectline/contracts';
import { SettingsService } from './settings.service';

@Controller()
export class SettingsHandler {
  constructor(private readonly settings: SettingsService) {}

  @Answers(ReadApplicationSettings)
  read(request: ReadSettings): Promise<ApplicationSettings> {
    return this.settings.read(request);
  }

  @Answers(ReadEnvironmentSettings)
  readEnvironment(): ApplicationSettings {
    return this.settings.readEnvironment();
  }

  @Answers(ReadEffectiveSettings)
  readEffective(request: ReadSettings): Promise<EffectiveSettings> {
    return this.settings.readEffective(request);
  }

  @Answers(ChangeApplicationSettings)
  change(request: ChangeSettings): Promise<ApplicationSettings> {
    return this.settings.change(request);
  }

  @Answers(ReplaceApplicationSettings)
  replace(request: ReplaceSettings): Promise<ApplicationSettings> {
    return this.settings.replace(request);
  }
}
