import { Module } from '@nestjs/common';
import { SettingsReader } from './settings-reader';
import { TemplateReader } from './template-reader';

/** What an organization has set, and which templates it has created. */
@Module({
  providers: [SettingsReader, TemplateReader],
  exports: [SettingsReader, TemplateReader],
})
export class OrganizationModule {}
