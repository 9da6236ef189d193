import type {
  Address,
  Channel,
  MessageReason,
  OrganizationSettings,
  ProviderState,
  SendMessageTask,
} from '@subjectline/contracts';
import { providers, type Provider } from '@subjectline/providers';

/** Who sends a message to where. */
export interface Route {
  readonly provider: Provider;
  readonly state: ProviderState;
  readonly channel: Channel;
  readonly to: string;
}

/** Why nobody can. */
export interface NoRoute {
  readonly reason: MessageReason;
}

/** Finds the provider, the channel and the address for a message, or says what is missing. */
export function planRoute(
  { channel: wanted }: Pick<SendMessageTask, 'channel'>,
  to: Address,
  settings: OrganizationSettings | null,
): Route | NoRoute {
  const serviceType = settings?.notification_service_type;
  const provider = serviceType ? providers[serviceType] : undefined;
  const state = settings?.providers.find(({ service_type }) => service_type === serviceType);
  if (!settings || !provider || !state) return { reason: 'no_provider' };
  if (settings.active_channels.length === 0) return { reason: 'provider_incomplete' };
  const channels = wanted ? provider.channels.filter((channel) => channel === wanted) : provider.channels;
  if (channels.length === 0) return { reason: 'no_provider' };
  for (const channel of channels) {
    const address = addressFor(channel, to);
    if (address) return { provider, state, channel, to: address };
  }
  return { reason: 'no_address' };
}

export function isRoute(plan: Route | NoRoute): plan is Route {
  return 'provider' in plan;
}

export function addressFor(channel: Channel, { email, phone_number }: Address): string | null {
  return (channel === 'email' ? email?.trim() : phone_number) || null;
}
