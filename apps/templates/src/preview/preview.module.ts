import { Module } from '@nestjs/common';
import { answering, watchedState } from '@subjectline/bus';
import { Brands, PreviewWording } from '@subjectline/contracts';
import { EditingModule } from '../editing/editing.module';
import { WordingModule } from '../wording/wording.module';
import { PreviewLetterheads } from './preview-letterheads';
import { WordingPreview } from './wording.preview';

@Module({
  imports: [EditingModule, WordingModule],
  controllers: [answering(WordingPreview, { preview: PreviewWording })],
  providers: [watchedState(Brands), PreviewLetterheads, WordingPreview],
})
export class PreviewModule {}
