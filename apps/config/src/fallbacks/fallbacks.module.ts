import { Module } from '@nestjs/common';
import { answering } from '@subjectline/bus';
import { ReadProviderFallbacks, SaveProviderFallbacks } from '@subjectline/contracts';
import { StateModule } from '../state/state.module';
import { FallbackService } from './fallback.service';

@Module({
  imports: [StateModule],
  controllers: [answering(FallbackService, { read: ReadProviderFallbacks, save: SaveProviderFallbacks })],
  providers: [FallbackService],
})
export class FallbacksModule {}
