import { Module } from '@nestjs/common';
import { answering } from '@subjectline/bus';
import { ReadProviderHealth } from '@subjectline/contracts';
import { AccountsModule } from '../accounts/accounts.module';
import { CircuitsModule } from '../circuits/circuits.module';
import { HeldModule } from '../held/held.module';
import { SmsModule } from '../sms/sms.module';
import { AccountMetrics } from './account-metrics';
import { AccountWarnings } from './account-warnings';
import { ProviderHealthService } from './provider-health.service';

/** The health of provider accounts. */
@Module({
  imports: [AccountsModule, CircuitsModule, HeldModule, SmsModule],
  controllers: [answering(ProviderHealthService, { read: ReadProviderHealth })],
  providers: [ProviderHealthService, AccountWarnings, AccountMetrics],
})
export class HealthModule {}
