import { Module } from '@nestjs/common';
import { answering } from '@subjectline/bus';
import { SendMessageNow } from '@subjectline/contracts';
import { AccountsModule } from '../accounts/accounts.module';
import { CircuitsModule } from '../circuits/circuits.module';
import { HeldModule } from '../held/held.module';
import { MessageModule } from '../message/message.module';
import { RecordsModule } from '../records/records.module';
import { SendingModule } from '../sending/sending.module';
import { SettingsModule } from '../settings/settings.module';
import { ProbeService } from './probe.service';
import { RecoveryService } from './recovery.service';
import { ReleaseStore } from './release.store';
import { Releases } from './releases';
import { Replanning } from './replanning';
import { WaitingMessagesService } from './waiting-messages.service';

/** Sends deferred messages as soon as an account works. */
@Module({
  imports: [
    AccountsModule,
    CircuitsModule,
    HeldModule,
    MessageModule,
    RecordsModule,
    SendingModule,
    SettingsModule,
  ],
  controllers: [answering(WaitingMessagesService, { sendNow: SendMessageNow })],
  providers: [ReleaseStore, Releases, Replanning, ProbeService, RecoveryService, WaitingMessagesService],
})
export class RecoveryModule {}
