import { Module } from '@nestjs/common';
import { answering } from '@subjectline/bus';
import {
  ListCreatedWordings,
  ListWordings,
  ListWordingVersions,
  ReadWording,
  ShowWording,
} from '@subjectline/contracts';
import { WordingModule } from '../wording/wording.module';
import { ArchiveStore } from './archive.store';
import { WordingArchive } from './wording.archive';
import { WordingService } from './wording.service';

@Module({
  imports: [WordingModule],
  controllers: [
    answering(WordingService, { list: ListWordings, show: ShowWording }),
    answering(WordingArchive, {
      listCreated: ListCreatedWordings,
      read: ReadWording,
      listVersions: ListWordingVersions,
    }),
  ],
  providers: [ArchiveStore, WordingArchive, WordingService],
})
export class ReadingModule {}
