import { Module } from '@nestjs/common';
import { DeadlineSettingsController } from './deadline-settings.controller';
import { LawsController } from './laws.controller';

@Module({ controllers: [LawsController, DeadlineSettingsController] })
export class LawsModule {}
