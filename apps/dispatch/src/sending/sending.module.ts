import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module';
import { CircuitsModule } from '../circuits/circuits.module';
import { HeldModule } from '../held/held.module';
import { InquiriesModule } from '../inquiries/inquiries.module';
import { JournalModule } from '../journal/journal.module';
import { MessageModule } from '../message/message.module';
import { SettingsModule } from '../settings/settings.module';
import { SmsModule } from '../sms/sms.module';
import { SuppressionsModule } from '../suppressions/suppressions.module';
import { WordingModule } from '../wording/wording.module';
import { AbandonedTries } from './abandoned-tries';
import { LeaseRounds } from './lease-rounds';
import { MessageHandler } from './message.handler';
import { MessageService } from './message.service';
import { Preparation } from './preparation';
import { TryRunner } from './try-runner';

/** Sends messages: prepares each, makes one try at a time, and decides what follows. */
@Module({
  imports: [
    AccountsModule,
    CircuitsModule,
    HeldModule,
    InquiriesModule,
    JournalModule,
    MessageModule,
    SettingsModule,
    SmsModule,
    SuppressionsModule,
    WordingModule,
  ],
  controllers: [MessageHandler],
  providers: [MessageService, Preparation, TryRunner, AbandonedTries, LeaseRounds],
  exports: [MessageService],
})
export class SendingModule {}
