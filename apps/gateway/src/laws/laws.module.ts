import { Module } from '@nestjs/common';
import { AssuranceController } from './assurance.controller';
import { DeadlineSettingsController } from './deadline-settings.controller';
import { LawsController } from './laws.controller';

@Module({ controllers: [LawsController, DeadlineSettingsController, AssuranceController] })
export class LawsModule {}
