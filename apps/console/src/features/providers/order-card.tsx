import { Button, Group, Select, Stack, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { client } from '../../api/client';
import { useCan } from '../../api/session';
import type { Channel, ProviderConfig } from '../../api/types';
import { useMutation } from '../../api/use-mutation';
import { useWords } from '../../i18n/words';
import { Card } from '../../ui/card';
import { Loaded } from '../../ui/loaded';
import { notices } from '../../ui/notices';
import { ProblemAlert } from '../../ui/problem-alert';
import { moved } from './moved';
import { activeQuery, configsQuery, fallbackQuery, typesQuery, type Fallbacks } from './queries';

const scope = 'messaging:create_or_update';

/** Which provider is tried after which. */
export function OrderCard() {
  const { order: words } = useWords().providers;
  const queryClient = useQueryClient();
  const saving = useMutation({
    mutationFn: ({ email, sms }: Fallbacks) =>
      client.PUT('/api/v1/messaging/fallback', { body: { email: [...email], sms: [...sms] } }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: fallbackQuery.queryKey });
      notices.say(words.done);
    },
  });
  return (
    <Card title={words.title}>
      <Stack>
        <Text size="sm" c="dimmed">
          {words.text}
        </Text>
        <Loaded query={useQuery(fallbackQuery)}>
          {(stored) => {
            // what was chosen is shown at once
            const fallbacks = saving.isPending ? saving.variables : stored;
            return (['email', 'sms'] as const).map((channel) => (
              <ChannelOrder
                key={channel}
                channel={channel}
                keys={fallbacks[channel]}
                isBusy={saving.isPending}
                onChange={(keys) => saving.mutate({ ...fallbacks, [channel]: keys })}
              />
            ));
          }}
        </Loaded>
        {saving.error && <ProblemAlert error={saving.error} />}
      </Stack>
    </Card>
  );
}

interface ChannelProps {
  readonly channel: Channel;
  readonly keys: readonly string[];
  readonly isBusy: boolean;
  readonly onChange: (keys: readonly string[]) => void;
}

function ChannelOrder({ channel, keys, isBusy, onChange }: ChannelProps) {
  const words = useWords();
  const { order } = words.providers;
  const isAllowed = useCan()(scope);
  const configs = useQuery(configsQuery).data?.items ?? [];
  const types = useQuery(typesQuery).data?.providers ?? [];
  const active = useQuery(activeQuery).data ?? null;
  const sends = ({ service_type }: ProviderConfig): boolean =>
    types.some((type) => type.service_type === service_type && type.channels.includes(channel));
  const nameOf = (key: string): string => configs.find((config) => config.key === key)?.name ?? key;
  const first = active && sends(active) ? active : null;
  const others = configs.filter((one) => sends(one) && one.key !== first?.key && !keys.includes(one.key));
  return (
    <section aria-label={order[channel]}>
      <Text size="sm" fw={600}>
        {order[channel]}
      </Text>
      {!first && keys.length === 0 && <Text size="sm">{order.none}</Text>}
      <ol className="ordered">
        {first && <li>{`${first.name} (${words.providers.role.active})`}</li>}
        {keys.map((key, index) => (
          <li key={key}>
            <Group gap="xs" component="span" display="inline-flex">
              <span>{nameOf(key)}</span>
              {isAllowed && (
                <>
                  <OrderButton
                    label={order.up(nameOf(key))}
                    text="↑"
                    isDisabled={isBusy || index === 0}
                    onClick={() => onChange(moved(keys, index, -1))}
                  />
                  <OrderButton
                    label={order.down(nameOf(key))}
                    text="↓"
                    isDisabled={isBusy || index === keys.length - 1}
                    onClick={() => onChange(moved(keys, index, 1))}
                  />
                  <OrderButton
                    label={order.remove(nameOf(key))}
                    text="✕"
                    isDisabled={isBusy}
                    onClick={() => onChange(keys.filter((one) => one !== key))}
                  />
                </>
              )}
            </Group>
          </li>
        ))}
      </ol>
      {others.length > 0 && (
        <Select
          label={order.add}
          size="xs"
          maw={280}
          data={others.map(({ key, name }) => ({ value: key, label: name }))}
          value={null}
          disabled={!isAllowed || isBusy}
          description={isAllowed ? undefined : words.forbidden.action(scope)}
          onChange={(key) => key && onChange([...keys, key])}
        />
      )}
    </section>
  );
}

interface ButtonProps {
  readonly label: string;
  readonly text: string;
  readonly isDisabled: boolean;
  readonly onClick: () => void;
}

function OrderButton({ label, text, isDisabled, onClick }: ButtonProps) {
  return (
    <Button
      size="compact-xs"
      variant="default"
      aria-label={label}
      title={label}
      disabled={isDisabled}
      onClick={onClick}
    >
      {text}
    </Button>
  );
}
