import { Module } from '@nestjs/common';
import { answering } from '@subjectline/bus';
import { RemoveWording, RestoreWording, SaveWording } from '@subjectline/contracts';
import { PublishingModule } from '../publishing/publishing.module';
import { WordingModule } from '../wording/wording.module';
import { WordingEditor } from './wording.editor';
import { WordingExaminer } from './wording.examiner';

@Module({
  imports: [PublishingModule, WordingModule],
  controllers: [
    answering(WordingEditor, { save: SaveWording, remove: RemoveWording, restore: RestoreWording }),
  ],
  providers: [WordingEditor, WordingExaminer],
  exports: [WordingExaminer],
})
export class EditingModule {}
