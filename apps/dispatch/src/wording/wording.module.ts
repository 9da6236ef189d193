import { Module } from '@nestjs/common';
import { watchedState } from '@subjectline/bus';
import { Brands, PublishedWordings } from '@subjectline/contracts';
import { Letterheads } from './letterheads';
import { Wordings } from './wordings';

@Module({
  providers: [watchedState(PublishedWordings), watchedState(Brands), Wordings, Letterheads],
  exports: [Wordings, Letterheads],
})
export class WordingModule {}
