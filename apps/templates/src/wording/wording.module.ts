import { Module } from '@nestjs/common';
import { WordingStore } from './wording.store';

/** What is stored of wordings, and how their layers add up. */
@Module({ providers: [WordingStore], exports: [WordingStore] })
export class WordingModule {}
