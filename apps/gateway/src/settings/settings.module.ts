import { Module } from '@nestjs/common';
import { ConfigController } from './config.controller';
import { EffectiveSettingsController } from './effective-settings.controller';
import { PublicSettingsController } from './public-settings.controller';
import { OrganizationsController } from './organizations.controller';

@Module({
  controllers: [
    ConfigController,
    EffectiveSettingsController,
    PublicSettingsController,
    OrganizationsController,
  ],
})
export class SettingsModule {}
