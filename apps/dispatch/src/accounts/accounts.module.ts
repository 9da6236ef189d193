import { Module } from '@nestjs/common';
import { InboxModule } from '../inbox/inbox.module';
import { Accounts } from './accounts';

/** Open accounts at the providers, and how many messages each may send at once. */
@Module({ imports: [InboxModule], providers: [Accounts], exports: [Accounts] })
export class AccountsModule {}
