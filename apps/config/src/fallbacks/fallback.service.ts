import { Injectable } from '@nestjs/common';
import {
  AppError,
  channels,
  type Channel,
  type Problem,
  type ProviderFallbacks,
  type ProviderState,
  type ReadProviderFallbacksRequest,
  type SaveProviderFallbacksRequest,
} from '@subjectline/contracts';
import { providers } from '@subjectline/providers';
import { FallbackStore } from '../state/fallback.store';
import { ProviderStore } from '../state/provider.store';
import { SettingsPublisher } from '../state/settings.publisher';

@Injectable()
export class FallbackService {
  constructor(
    private readonly store: FallbackStore,
    private readonly providerStore: ProviderStore,
    private readonly publisher: SettingsPublisher,
  ) {}

  read({ organization }: ReadProviderFallbacksRequest): Promise<ProviderFallbacks> {
    return this.store.read(organization);
  }

  save({ organization, fallbacks }: SaveProviderFallbacksRequest): Promise<ProviderFallbacks> {
    return this.publisher.change(organization, async (transaction) => {
      const states = await this.providerStore.states(organization, transaction);
      const problems = channels.flatMap((channel) => problemsIn(fallbacks, channel, states));
      if (problems.length > 0) throw new AppError('invalid', {}, problems);
      await this.store.write(organization, fallbacks, transaction);
      return this.store.read(organization, transaction);
    });
  }
}

function problemsIn(fallbacks: ProviderFallbacks, channel: Channel, states: ProviderState[]): Problem[] {
  return fallbacks[channel].flatMap((key, index) => {
    const type = states.find((state) => state.key === key)?.service_type;
    const path = [channel, index];
    if (type === undefined)
      return [{ path, rule: 'isProvider', message: 'is the key of no provider config' }];
    if (providers[type]?.channels.includes(channel)) return [];
    return [{ path, rule: 'isProvider', message: `is the key of a provider that cannot send ${channel}` }];
  });
}
