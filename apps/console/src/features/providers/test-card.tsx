import { Stack, Text, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { client } from '../../api/client';
import { Problem } from '../../api/problem';
import type { ProviderConfig, ProviderType } from '../../api/types';
import { useMutation } from '../../api/use-mutation';
import { useWords } from '../../i18n/words';
import { AnchorLink } from '../../ui/anchor-link';
import { Card } from '../../ui/card';
import { Loaded } from '../../ui/loaded';
import { ProblemAlert } from '../../ui/problem-alert';
import { ScopedButton } from '../../ui/scoped-button';
import { Status, type Tone } from '../../ui/status';
import { activeQuery, messageQuery } from './queries';

interface Props {
  readonly config: ProviderConfig;
  readonly type: ProviderType;
}

/** Through the active provider as any message, with its state; through another one directly. */
export function TestCard({ config, type }: Props) {
  const { test: words } = useWords().providers;
  const active = useQuery(activeQuery).data;
  if (active === undefined) return null;
  const isActive = active?.key === config.key;
  return (
    <Card title={words.title}>
      <TestForm key={String(isActive)} config={config} type={type} isActive={isActive} />
    </Card>
  );
}

function TestForm({ config, type, isActive }: Props & { readonly isActive: boolean }) {
  const { test: words } = useWords().providers;
  const [address, setAddress] = useState('');
  const queryClient = useQueryClient();
  const isEmail = type.channels.includes('email');
  const sending = useMutation({
    mutationFn: async (): Promise<string | null> => {
      const to = isEmail ? { email: address.trim() } : { phone_number: address.trim() };
      return isActive ? sendMessage(to, isEmail) : testDirectly(config.key, to);
    },
    // the result is the last check of the config, whatever it is
    onSettled: () => queryClient.invalidateQueries(),
  });
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        sending.mutate();
      }}
    >
      <Stack gap="sm" align="flex-start">
        <Text size="sm" c="dimmed">
          {isActive ? words.active : words.direct(type.label)}
        </Text>
        <TextInput
          w="100%"
          type={isEmail ? 'email' : 'tel'}
          label={isEmail ? words.email : words.phone}
          description={isEmail ? undefined : words.phoneHelp}
          value={address}
          onChange={(event) => setAddress(event.currentTarget.value)}
          autoComplete="off"
          required
        />
        <ScopedButton
          scope={isActive ? 'messages:send' : 'messaging:create_or_update'}
          type="submit"
          size="xs"
          loading={sending.isPending}
          disabled={address.trim() === ''}
        >
          {words.send}
        </ScopedButton>
        {sending.error && <ProblemAlert error={sending.error} />}
        <div role="status">
          {sending.data && <Followed id={sending.data} />}
          {sending.data === null && <Status tone="good">{words.accepted(type.label)}</Status>}
        </div>
      </Stack>
    </form>
  );
}

interface To {
  readonly email?: string;
  readonly phone_number?: string;
}

/** @returns the id of the message */
async function sendMessage(to: To, isEmail: boolean): Promise<string> {
  const body = { kind: 'test_message', to, channel: isEmail ? 'email' : 'sms' } as const;
  const { data } = await client.POST('/api/v1/messages', { body });
  if (!data) throw new Problem('');
  return data.id;
}

async function testDirectly(config_key: string, to_identity: To): Promise<null> {
  const params = { path: { config_key } };
  const body = { to_identity };
  const { data } = await client.POST('/api/v1/messaging/config/{config_key}/test', { params, body });
  if (!data?.succeeded) throw new Problem(data?.reason ?? '', { reason: data?.code ?? null });
  return null;
}

const tones: Readonly<Record<string, Tone>> = {
  sent: 'good',
  failed: 'bad',
  expired: 'bad',
  unknown: 'attention',
};

/** What becomes of the message, as it happens. */
function Followed({ id }: { readonly id: string }) {
  const words = useWords();
  const { test } = words.providers;
  const { outcomes, providerReasons } = words.messages;
  const why = (outcome: string, reason: string | null): string =>
    reason ? `${outcome} · ${providerReasons[reason]?.[0] ?? reason}` : outcome;
  return (
    <Loaded query={useQuery(messageQuery(id))} rows={1}>
      {({ state, delivery, tries }) => (
        <Stack gap={4}>
          <Status tone={tones[state] ?? 'busy'}>
            {delivery
              ? `${words.messageStates[state]}, ${words.deliveryStates[delivery.status]}`
              : words.messageStates[state]}
          </Status>
          {tries.map(({ number, outcome, reason }) => (
            <Text key={number} size="sm">
              {test.tried(number, why(outcomes[outcome], reason))}
            </Text>
          ))}
          <AnchorLink to="/messages/$id" params={{ id }} size="sm">
            {test.follow}
          </AnchorLink>
        </Stack>
      )}
    </Loaded>
  );
}
