import { Module } from '@nestjs/common';
import { MessagesController } from './messages.controller';
import { RequestMessagesController } from './message-request.controller';
import { InboxController } from './inbox.controller';

@Module({
  controllers: [MessagesController, RequestMessagesController, InboxController],
})
export class MessagesModule {}
