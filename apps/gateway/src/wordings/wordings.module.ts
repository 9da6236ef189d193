import { Module } from '@nestjs/common';
import { TestMessages } from './test-messages';
import { WordingTestController } from './wording-test.controller';
import { WordingVersionsController } from './wording-versions.controller';
import { WordingsController } from './wordings.controller';
import { WordingsService } from './wordings.service';

@Module({
  controllers: [WordingsController, WordingVersionsController, WordingTestController],
  providers: [WordingsService, TestMessages],
  exports: [TestMessages],
})
export class WordingsModule {}
