import { Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useCan } from '../../api/session';
import { useWords } from '../../i18n/words';
import { Card } from '../../ui/card';
import { Loaded } from '../../ui/loaded';
import { Status, type Tone } from '../../ui/status';
import { countQuery, healthQuery, providerHealthQuery, providerStatusQuery } from './queries';

/** Each line stands alone: one that cannot be read does not hide the others. */
export function HealthCard() {
  const { health: words } = useWords().home;
  const can = useCan();
  return (
    <Card title={words.title}>
      <Stack gap="xs">
        <Services />
        {can('messaging:read') ? <Provider /> : <Missing scope="messaging:read" />}
        {can('messages:read') ? (
          <>
            <Count state="queued" tone="busy" />
            <Count state="unknown" tone="attention" />
            <Count state="failed" tone="bad" />
          </>
        ) : (
          <Missing scope="messages:read" />
        )}
      </Stack>
    </Card>
  );
}

function Missing({ scope }: { readonly scope: string }) {
  const { forbidden } = useWords();
  return (
    <Text size="sm" c="dimmed">
      {forbidden.action(scope)}
    </Text>
  );
}

function Services() {
  const { health: words } = useWords().home;
  return (
    <Loaded query={useQuery(healthQuery)} rows={1}>
      {({ checks }) => {
        const all = Object.entries(checks);
        const down = all.filter(([, state]) => state !== 'up');
        return (
          <>
            <Status tone={down.length > 0 ? 'bad' : 'good'}>
              {words.services(all.length - down.length, all.length)}
            </Status>
            {down.map(([name]) => (
              <Status key={name} tone="bad">
                {words.down(name)}
              </Status>
            ))}
          </>
        );
      }}
    </Loaded>
  );
}

function Provider() {
  const { health: words } = useWords().home;
  const blocked = useQuery(providerHealthQuery).data?.items ?? [];
  return (
    <Loaded query={useQuery(providerStatusQuery)} rows={1}>
      {({ config_status }) => (
        <>
          <Status tone={config_status === 'configured' ? 'good' : 'attention'}>
            {config_status === 'configured' ? words.provider : words.noProvider}
          </Status>
          {blocked.map(({ key }) => (
            <Status key={key} tone="bad">
              {words.blocked(key)}
            </Status>
          ))}
        </>
      )}
    </Loaded>
  );
}

function Count({ state, tone }: { readonly state: 'queued' | 'unknown' | 'failed'; readonly tone: Tone }) {
  const { health: words } = useWords().home;
  return (
    <Loaded query={useQuery(countQuery(state))} rows={1}>
      {(count) => <Status tone={count === 0 ? 'quiet' : tone}>{words[state](count)}</Status>}
    </Loaded>
  );
}
