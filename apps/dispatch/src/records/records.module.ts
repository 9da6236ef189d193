import { Module } from '@nestjs/common';
import { answering } from '@subjectline/bus';
import { ListMessages, ReadMessage, ResendMessage } from '@subjectline/contracts';
import { MessageRecordService } from './message-record.service';
import { MessageStore } from './message.store';
import { ResendService } from './resend.service';
import { ResendStore } from './resend.store';

@Module({
  controllers: [
    answering(MessageRecordService, { list: ListMessages, readHistory: ReadMessage }),
    answering(ResendService, { resend: ResendMessage }),
  ],
  providers: [MessageStore, MessageRecordService, ResendStore, ResendService],
  exports: [MessageRecordService],
})
export class RecordsModule {}
