import { Module } from '@nestjs/common';
import { WordingsModule } from '../wordings/wordings.module';
import { EmailsController } from './emails.controller';
import { EmailPreviewController } from './previews/email-preview.controller';
import { EmailTestController } from './previews/email-test.controller';
import { EmailTypesController } from './email-types.controller';
import { EmailVersionsController } from './email-versions.controller';
import { EmailService } from './email.service';

@Module({
  imports: [WordingsModule],
  controllers: [
    EmailsController,
    EmailPreviewController,
    EmailTestController,
    EmailTypesController,
    EmailVersionsController,
  ],
  providers: [EmailService],
})
export class EmailsModule {}
