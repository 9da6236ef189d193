import { Controller } from '@nestjs/common';
import { Answers } from '@subjectline/bus';
import {
  ReadProviderFallbacks,
  SaveProviderFallbacks,
  type ProviderFallbacks,
  type ReadProviderFallbacksRequest,
  type SaveProviderFallbacksRequest,
} from '@subjectline/contracts';
import { FallbackService } from './fallback.service';

@Controller()
export class FallbackHandler {
  constructor(private readonly fallbacks: FallbackService) {}

  @Answers(ReadProviderFallbacks)
  read(request: ReadProviderFallbacksRequest): Promise<ProviderFallbacks> {
    return this.fallbacks.read(request);
  }

  @Answers(SaveProviderFallbacks)
  save(request: SaveProviderFallbacksRequest): Promise<ProviderFallbacks> {
    return this.fallbacks.save(request);
  }
}
