import { Module } from '@nestjs/common';
import { WordingModule } from '../wording/wording.module';
import { WordingPublisher } from './wording.publisher';

@Module({ imports: [WordingModule], providers: [WordingPublisher], exports: [WordingPublisher] })
export class PublishingModule {}
