import { Module } from '@nestjs/common';
import { SmsGuard } from './sms-guard';
import { SmsLimit } from './sms-limit';
import { SmsUsageStore } from './sms-usage.store';

@Module({ providers: [SmsUsageStore, SmsLimit, SmsGuard], exports: [SmsLimit, SmsGuard] })
export class SmsModule {}
