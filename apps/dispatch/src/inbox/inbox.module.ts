import { Module } from '@nestjs/common';
import { answering } from '@subjectline/bus';
import { ReadInbox } from '@subjectline/contracts';
import { KeptMessages } from './kept-messages';
import { InboxStore } from './inbox.store';

@Module({
  controllers: [answering(KeptMessages, { read: ReadInbox })],
  providers: [InboxStore, KeptMessages],
  exports: [KeptMessages],
})
export class InboxModule {}
