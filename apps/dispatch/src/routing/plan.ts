import {
  addressFor,
  messageKind,
  type Address,
  type Channel,
  type MessageReason,
  type OrganizationSettings,
  type ProviderState,
  type SendMessageTask,
} from '@subjectline/contracts';
import { providers, type Provider } from '@subjectline/providers';

interface Config {
  readonly provider: Provider;
  readonly state: ProviderState;
}

/** The config that sends a message, and the recipient's address. */
export interface Route extends Config {
  readonly channel: Channel;
  readonly to: string;
}

/** Every config that can take a message, in order of preference. */
export type Routes = readonly [Route, ...Route[]];

/** What decides the channel of a message. */
type Wish = Pick<SendMessageTask, 'kind' | 'channel'>;

/** Why there is no route. */
export interface NoRoute {
  readonly reason: MessageReason;
}

/**
 * Finds the channel, the address and the providers for a message, or says what is missing: the active one, then the
 * fallbacks of its channel. Where the active one cannot reach the person, the fallbacks of another channel do.
 */
export function planRoutes(wish: Wish, to: Address, settings: OrganizationSettings | null): Routes | NoRoute {
  const active = settings && activeOf(settings);
  if (!settings || (!active && !wish.channel)) return { reason: 'no_provider' };
  let lacksAddress = false;
  for (const channel of channelsFor(wish, active)) {
    const [first, ...others] = configsFor(channel, settings, active);
    if (!first) continue;
    const address = addressFor(channel, to);
    lacksAddress ||= !address;
    if (!address) continue;
    const route = (config: Config): Route => ({ ...config, channel, to: address });
    return [route(first), ...others.map(route)];
  }
  if (lacksAddress) return { reason: 'no_address' };
  return { reason: active && settings.active_channels.length === 0 ? 'provider_incomplete' : 'no_provider' };
}

/** Which config made the last try of a message, and on which channel. */
export interface EarlierTry {
  readonly provider_key: string | null;
  readonly channel: Channel | null;
}

/**
 * The route of a message that was under way when another provider became the active one: no other config can reach its
 * recipient, so it stays with its own while that exists.
 */
export function earlierRoute(
  { provider_key, channel }: EarlierTry,
  to: Address,
  settings: OrganizationSettings | null,
): Routes | null {
  const config = configOf(settings?.providers.find(({ key }) => key === provider_key));
  const address = channel && addressFor(channel, to);
  if (!config || !address || !canSend(config, channel)) return null;
  return [{ ...config, channel, to: address }];
}

/** The channels of the message kind, those of the active provider first. */
function channelsFor({ kind, channel: wanted }: Wish, active: Config | null): readonly Channel[] {
  const { channels } = messageKind(kind);
  if (wanted) return channels.filter((channel) => channel === wanted);
  const shared = active?.provider.channels.filter((channel) => channels.includes(channel)) ?? [];
  return [...new Set([...shared, ...channels])];
}

export function isRoutes(plan: Routes | NoRoute): plan is Routes {
  return !('reason' in plan);
}

function activeOf({
  notification_service_type: type,
  providers: states,
}: OrganizationSettings): Config | null {
  return configOf(states.find(({ service_type }) => service_type === type));
}

function configsFor(channel: Channel, settings: OrganizationSettings, active: Config | null): Config[] {
  const isActiveReady = active?.provider.channels.includes(channel) && settings.active_channels.length > 0;
  const configs = active && isActiveReady ? [active] : [];
  for (const key of settings.fallbacks[channel]) {
    const config = configOf(settings.providers.find((state) => state.key === key));
    if (config && config.state !== active?.state && canSend(config, channel)) configs.push(config);
  }
  return configs;
}

function configOf(state: ProviderState | undefined): Config | null {
  const provider =
    state && Object.hasOwn(providers, state.service_type) ? providers[state.service_type] : null;
  return state && provider ? { provider, state } : null;
}

/** As far as can be told without opening its secrets; a try finds out what does not fit. */
function canSend({ provider, state }: Config, channel: Channel): boolean {
  if (!provider.channels.includes(channel)) return false;
  return !(provider.Details && !state.details) && !(provider.Secrets && !state.sealed_secrets);
}
