import { Module } from '@nestjs/common';
import { OldContentStore } from './old-content.store';
import { OldContents } from './old-contents.service';
import { Retention } from './retention.service';

@Module({ providers: [OldContentStore, OldContents, Retention] })
export class RetentionModule {}
