import { Module } from '@nestjs/common';
import { TemplateController } from './template.controller';
import { TemplatePartController } from './template-part.controller';
import { TemplateService } from './template.service';

@Module({
  controllers: [TemplateController, TemplatePartController],
  providers: [TemplateService],
})
export class TemplatesModule {}
