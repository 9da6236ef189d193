import { Module } from '@nestjs/common';
import { Holding } from './holding';
import { WaitingStore } from './waiting.store';

/** Messages that no account can take now. */
@Module({ providers: [Holding, WaitingStore], exports: [Holding, WaitingStore] })
export class HeldModule {}
