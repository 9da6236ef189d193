import { Module } from '@nestjs/common';
import { LimitsService } from './limits.service';
import { UsageStore } from './usage.store';

/** How many messages are sent, and how many guesses are made. */
@Module({ providers: [LimitsService, UsageStore], exports: [LimitsService] })
export class LimitsModule {}
