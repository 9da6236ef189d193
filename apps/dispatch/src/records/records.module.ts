import { Module } from '@nestjs/common';
import { answering } from '@subjectline/bus';
import { CancelMessage, ListMessages, ReadMessage, ResendMessage } from '@subjectline/contracts';
import { MessageModule } from '../message/message.module';
import { MetricsModule } from '../metrics/metrics.module';
import { SuppressionsModule } from '../suppressions/suppressions.module';
import { CancelService } from './cancel.service';
import { CancelStore } from './cancel.store';
import { MessageRecordService } from './message-record.service';
import { MessageStore } from './message.store';
import { ResendService } from './resend.service';
import { ResendStore } from './resend.store';

@Module({
  imports: [MessageModule, MetricsModule, SuppressionsModule],
  controllers: [
    answering(MessageRecordService, { list: ListMessages, readHistory: ReadMessage }),
    answering(ResendService, { resend: ResendMessage }),
    answering(CancelService, { cancel: CancelMessage }),
  ],
  providers: [MessageStore, MessageRecordService, ResendStore, ResendService, CancelStore, CancelService],
  exports: [MessageRecordService, CancelService],
})
export class RecordsModule {}
