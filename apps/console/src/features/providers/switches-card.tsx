import { Stack, Switch, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { client } from '../../api/client';
import { useCan } from '../../api/session';
import { useWords } from '../../i18n/words';
import { Card } from '../../ui/card';
import { Loaded } from '../../ui/loaded';
import { notices } from '../../ui/notices';
import { ProblemAlert } from '../../ui/problem-alert';
import { settingsQuery } from './queries';

const switches = {
  verification: 'execution.subject_identity_verification_required',
  receipt: 'notifications.send_request_receipt_notification',
  review: 'notifications.send_request_review_notification',
  completion: 'notifications.send_request_completion_notification',
} as const;
type SwitchName = keyof typeof switches;

/** The four switches of Fides, as they hold now wherever they were set. */
export function SwitchesCard() {
  const { switches: words } = useWords().providers;
  return (
    <Card title={words.title}>
      <Stack>
        <Text size="sm" c="dimmed">
          {words.text}
        </Text>
        <Loaded query={useQuery(settingsQuery)}>
          {({ settings }) =>
            (Object.keys(switches) as SwitchName[]).map((name) => (
              <OneSwitch
                key={name}
                name={name}
                isOn={settings.find((setting) => setting.name === switches[name])?.value === true}
              />
            ))
          }
        </Loaded>
      </Stack>
    </Card>
  );
}

function OneSwitch({ name, isOn }: { readonly name: SwitchName; readonly isOn: boolean }) {
  const { providers, forbidden } = useWords();
  const { on, off, names } = providers.switches;
  const { label, help } = names[name];
  const isAllowed = useCan()('config:update');
  const queryClient = useQueryClient();
  const turning = useMutation({
    mutationFn: (next: boolean) => {
      const [group = '', setting = ''] = switches[name].split('.');
      return client.PATCH('/api/v1/config', { body: { [group]: { [setting]: next } } });
    },
    onSuccess: async (_answer, next) => {
      await queryClient.invalidateQueries({ queryKey: settingsQuery.queryKey });
      notices.say(next ? on(label) : off(label));
    },
  });
  return (
    <div>
      <Switch
        label={label}
        description={isAllowed ? help : `${help} ${forbidden.action('config:update')}.`}
        checked={turning.isPending ? turning.variables : isOn}
        disabled={!isAllowed}
        onChange={(event) => turning.mutate(event.currentTarget.checked)}
      />
      {turning.error && <ProblemAlert error={turning.error} />}
    </div>
  );
}
