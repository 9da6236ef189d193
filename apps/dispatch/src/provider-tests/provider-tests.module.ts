import { Module } from '@nestjs/common';
import { answering } from '@subjectline/bus';
import { CheckProvider, RegisterReports, SendTestMessage, TrySettings } from '@subjectline/contracts';
import { AccountsModule } from '../accounts/accounts.module';
import { CircuitsModule } from '../circuits/circuits.module';
import { WordingModule } from '../wording/wording.module';
import { ProviderTestService } from './provider-test.service';

@Module({
  imports: [AccountsModule, CircuitsModule, WordingModule],
  controllers: [
    answering(ProviderTestService, {
      send: SendTestMessage,
      check: CheckProvider,
      trySettings: TrySettings,
      registerReports: RegisterReports,
    }),
  ],
  providers: [ProviderTestService],
})
export class ProviderTestsModule {}
