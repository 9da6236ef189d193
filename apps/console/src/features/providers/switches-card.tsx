import { Button, Stack, Switch, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { client } from '../../api/client';
import { useCan } from '../../api/session';
import { useMutation } from '../../api/use-mutation';
import { useWords } from '../../i18n/words';
import { Card } from '../../ui/card';
import { Loaded } from '../../ui/loaded';
import { notices } from '../../ui/notices';
import { ProblemAlert } from '../../ui/problem-alert';
import { settingsQuery } from './queries';
import { SwitchMessages } from './switch-messages';

const switches = {
  verification: 'execution.subject_identity_verification_required',
  receipt: 'notifications.send_request_receipt_notification',
  review: 'notifications.send_request_review_notification',
  completion: 'notifications.send_request_completion_notification',
} as const;
type SwitchName = keyof typeof switches;

/** What a person is sent while it is on. */
const kinds: Readonly<Record<SwitchName, readonly string[]>> = {
  verification: ['subject_identity_verification'],
  receipt: ['privacy_request_receipt'],
  review: ['privacy_request_review_approve', 'privacy_request_review_deny'],
  completion: [
    'privacy_request_complete_access',
    'privacy_request_complete_deletion',
    'privacy_request_complete_consent',
  ],
};

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
  const { on, off, names, see, seeOf } = providers.switches;
  const { label, help } = names[name];
  const can = useCan();
  const isAllowed = can('config:update');
  const [isShown, setShown] = useState(false);
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
      {can('messaging:read') && (
        <Button
          size="compact-xs"
          variant="default"
          className="beside-switch"
          aria-label={seeOf(label)}
          onClick={() => setShown(true)}
        >
          {see}
        </Button>
      )}
      {isShown && <SwitchMessages title={label} kinds={kinds[name]} onClose={() => setShown(false)} />}
      {turning.error && <ProblemAlert error={turning.error} />}
    </div>
  );
}
