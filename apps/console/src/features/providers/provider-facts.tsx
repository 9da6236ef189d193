import { Anchor, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Channel, ProviderConfig, ProviderType } from '../../api/types';
import { useFormat } from '../../i18n/use-format';
import { useWords } from '../../i18n/words';
import { Facts } from '../../ui/facts';
import { Status } from '../../ui/status';
import { When } from '../../ui/when';
import { activeQuery, fallbackQuery, healthQuery } from './queries';

/** Whether it sends, and in which place. */
export function RoleStatus({ config: { key } }: { readonly config: ProviderConfig }) {
  const { role: words, channels } = useWords().providers;
  const active = useQuery(activeQuery).data;
  const fallbacks = useQuery(fallbackQuery).data;
  if (active === undefined || !fallbacks) return null;
  const places = (Object.keys(channels) as Channel[])
    .map((channel) => ({ channel, place: fallbacks[channel].indexOf(key) + 1 }))
    .filter(({ place }) => place > 0);
  return (
    <>
      {active?.key === key && <Status tone="good">{words.active}</Status>}
      {places.map(({ channel, place }) => (
        <Status key={channel} tone="busy">
          {words.fallback(place, channels[channel])}
        </Status>
      ))}
      {active?.key !== key && places.length === 0 && <Status tone="quiet">{words.unused}</Status>}
    </>
  );
}

interface Props {
  readonly config: ProviderConfig;
  readonly type: ProviderType | undefined;
}

export function ProviderFacts({ config, type }: Props) {
  const words = useWords().providers;
  const format = useFormat();
  const addresses = useQuery(healthQuery).data?.vendor_addresses ?? [];
  const address = addresses.find(({ service_type }) => service_type === config.service_type);
  const label = type?.label ?? config.service_type;
  const sends = type?.channels.map((channel) => words.channels[channel]) ?? [];
  return (
    <Facts
      facts={[
        [words.facts.type, label],
        [words.facts.sends, format.list(sends)],
        [words.facts.lastCheck, <LastCheck key="check" config={config} />],
        [words.facts.askedAt, address && <AskedAt key="address" url={address.url} label={label} />],
        [words.facts.sending, <Circuit key="circuit" configKey={config.key} />],
      ]}
    />
  );
}

function LastCheck({ config }: { readonly config: ProviderConfig }) {
  const { lastCheck: words } = useWords().providers;
  const { last_test_timestamp, last_test_succeeded } = config;
  if (!last_test_timestamp) return <Status tone="quiet">{words.never}</Status>;
  return (
    <>
      <Status tone={last_test_succeeded ? 'good' : 'bad'}>
        {last_test_succeeded ? words.good : words.bad}
      </Status>{' '}
      <When moment={last_test_timestamp} />
    </>
  );
}

/** An emulator shows there what it received, and can be told to fail. */
function AskedAt({ url, label }: { readonly url: string; readonly label: string }) {
  const { askedAt } = useWords().providers;
  return (
    <>
      <Anchor href={`${url}/`} target="_blank" rel="noreferrer" size="sm">
        {url}
      </Anchor>
      <Text size="sm" c="dimmed">
        {askedAt(label)}
      </Text>
    </>
  );
}

/** What keeps it from sending at the moment. */
function Circuit({ configKey }: { readonly configKey: string }) {
  const { circuit: words } = useWords().providers;
  const { data } = useQuery(healthQuery);
  if (!data) return null;
  const trouble = data.items.find(({ key }) => key === configKey);
  if (!trouble) return <Status tone="good">{words.good}</Status>;
  return (
    <>
      <Status tone="bad">{words.held(words.reasons[trouble.reason], trouble.waiting)}</Status>
      <div>
        {words.nextTry}: <When moment={trouble.next_try_at} />
      </div>
    </>
  );
}
