import { Module } from '@nestjs/common';
import { answering } from '@subjectline/bus';
import { SendMessages } from '@subjectline/contracts';
import { MessageModule } from '../message/message.module';
import { SubmissionService } from './submission.service';

@Module({
  imports: [MessageModule],
  controllers: [answering(SubmissionService, { submit: SendMessages })],
  providers: [SubmissionService],
})
export class SubmissionModule {}
