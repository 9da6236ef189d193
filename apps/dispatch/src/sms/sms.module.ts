import { Module } from '@nestjs/common';
import { SmsGuard } from './sms-guard';
import { SmsLimit } from './sms-limit';

@Module({ providers: [SmsLimit, SmsGuard], exports: [SmsLimit, SmsGuard] })
export class SmsModule {}
