import { Module } from '@nestjs/common';
import { ExplainController } from './explain/explain.controller';
import { MessageActionsController } from './message-actions.controller';
import { MessageBatch } from './batches/message-batch';
import { MessageBatchController } from './batches/message-batch.controller';
import { MessageClaims } from './message-claims';
import { MessageSearchController } from './message-search.controller';
import { MessageSender } from './message-sender';
import { MessagesController } from './messages.controller';
import { SuppressionLookup } from './suppression-lookup';
import { RequestMessagesController } from './message-request.controller';
import { InboxController } from './inbox.controller';

@Module({
  providers: [MessageSender, SuppressionLookup, MessageClaims, MessageBatch],
  controllers: [
    MessagesController,
    MessageBatchController,
    MessageSearchController,
    ExplainController,
    MessageActionsController,
    RequestMessagesController,
    InboxController,
  ],
})
export class MessagesModule {}
