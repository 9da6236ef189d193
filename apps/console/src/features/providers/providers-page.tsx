import { Button, Group, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Words } from '../../i18n/en';
import { useWords } from '../../i18n/words';
import { Card } from '../../ui/card';
import { Loaded } from '../../ui/loaded';
import { Page } from '../../ui/page';
import { OrderCard } from './order-card';
import { ProviderCard } from './provider-card';
import { activeQuery, configsQuery, statusQuery, typesQuery } from './queries';
import { SwitchesCard } from './switches-card';

/** Who sends the messages, in which order, and when. */
export function ProvidersPage() {
  const words = useWords().providers;
  return (
    <Page title={words.title} summary={useSummary(words.summary)}>
      <Configs />
      <div className="cards">
        <AddCard />
        <OrderCard />
        <SwitchesCard />
      </div>
    </Page>
  );
}

function useSummary(words: Words['providers']['summary']): string {
  const { data: active } = useQuery(activeQuery);
  const { data: status } = useQuery(statusQuery);
  if (active === undefined || !status) return '';
  if (active === null) return words.none;
  return status.config_status === 'configured' ? words.ready(active.name) : words.incomplete(active.name);
}

function Configs() {
  const words = useWords().providers;
  return (
    <Loaded query={useQuery(configsQuery)}>
      {({ items }) =>
        items.length === 0 ? (
          <Text>{words.empty}</Text>
        ) : (
          <div className="cards">
            {items.map((config) => (
              <ProviderCard key={config.key} config={config} />
            ))}
          </div>
        )
      }
    </Loaded>
  );
}

function AddCard() {
  const { add: words, development } = useWords().providers;
  return (
    <Card title={words.title}>
      <Text size="sm" c="dimmed" mb="sm">
        {words.text}
      </Text>
      <Loaded query={useQuery(typesQuery)}>
        {({ providers }) => (
          <Group gap="xs">
            {providers.map((type) => (
              <Button
                key={type.service_type}
                variant="default"
                renderRoot={(props) => (
                  <Link
                    to="/privacy-request/configure/new/$type"
                    params={{ type: type.service_type }}
                    {...props}
                  />
                )}
              >
                {type.development ? `${type.label} (${development})` : type.label}
              </Button>
            ))}
          </Group>
        )}
      </Loaded>
    </Card>
  );
}
