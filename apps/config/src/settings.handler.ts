import { Controller } from '@nestjs/common';
import { Answers } from '@subjectline/bus';
import {
  ChangeApplicationSettings,
  ReadApplicationSettings,
  type ApplicationSettings,
  type ChangeSettings,
  type ReadSettings,
} from '@subjectline/contracts';
import { SettingsService } from './settings.service';

@Controller()
export class SettingsHandler {
  constructor(private readonly settings: SettingsService) {}

  @Answers(ReadApplicationSettings)
  read(request: ReadSettings): Promise<ApplicationSettings> {
    return this.settings.read(request);
  }

  @Answers(ChangeApplicationSettings)
  change(request: ChangeSettings): Promise<ApplicationSettings> {
    return this.settings.change(request);
  }
}
