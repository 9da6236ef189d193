import { Module } from '@nestjs/common';
import { answering } from '@subjectline/bus';
import {
  ChangeApplicationSettings,
  ReadApplicationSettings,
  ReadEffectiveSettings,
  ReadEnvironmentSettings,
  ReplaceApplicationSettings,
} from '@subjectline/contracts';
import { StateModule } from '../state/state.module';
import { SettingsService } from './settings.service';

@Module({
  imports: [StateModule],
  controllers: [
    answering(SettingsService, {
      read: ReadApplicationSettings,
      readEnvironment: ReadEnvironmentSettings,
      readEffective: ReadEffectiveSettings,
      change: ChangeApplicationSettings,
      replace: ReplaceApplicationSettings,
    }),
  ],
  providers: [SettingsService],
})
export class SettingsModule {}
