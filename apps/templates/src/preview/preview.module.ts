import { Module } from '@nestjs/common';
import { answering } from '@subjectline/bus';
import { PreviewWording } from '@subjectline/contracts';
import { EditingModule } from '../editing/editing.module';
import { WordingModule } from '../wording/wording.module';
import { WordingPreview } from './wording.preview';

@Module({
  imports: [EditingModule, WordingModule],
  controllers: [answering(WordingPreview, { preview: PreviewWording })],
  providers: [WordingPreview],
})
export class PreviewModule {}
