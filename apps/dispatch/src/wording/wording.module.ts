import { Module } from '@nestjs/common';
import { watchedState } from '@subjectline/bus';
import { PublishedWordings } from '@subjectline/contracts';
import { Wordings } from './wordings';

@Module({ providers: [watchedState(PublishedWordings), Wordings], exports: [Wordings] })
export class WordingModule {}
