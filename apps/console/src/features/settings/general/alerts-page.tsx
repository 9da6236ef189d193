import { NumberInput, Stack, Text, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, client } from '../../../api/client';
import type { RequestAlert } from '../../../api/types';
import { useWords } from '../../../i18n/words';
import { Card } from '../../../ui/card';
import { Loaded } from '../../../ui/loaded';
import { ProblemAlert } from '../../../ui/problem-alert';
import { ScopedButton } from '../../../ui/scoped-button';
import { useAction } from '../../../ui/use-action';
import { SettingsPage } from '../settings-page';

const path = '/api/v1/privacy-request/notification';

// without the defaults it would be a 404, which browsers log as an error
const alertQuery = api.queryOptions('get', path, { params: { query: { or_default: 'true' } } });

export function AlertsPage() {
  const { alerts: words } = useWords().settings;
  return (
    <SettingsPage section="alerts">
      <Card title={words.title}>
        <Loaded query={useQuery(alertQuery)}>
          {(alert) => <AlertForm key={JSON.stringify(alert)} alert={alert} />}
        </Loaded>
      </Card>
    </SettingsPage>
  );
}

function AlertForm({ alert }: { readonly alert: RequestAlert }) {
  const { alerts: words } = useWords().settings;
  // addresses of colleagues are not kept in the storage of the browser
  const [addresses, setAddresses] = useState(alert.email_addresses.join('\n'));
  const [failures, setFailures] = useState<string | number>(alert.notify_after_failures);
  const saving = useAction(
    (body: RequestAlert) => client.PUT(path, { body }),
    ({ email_addresses }) => (email_addresses.length > 0 ? words.done : words.off),
  );
  const email_addresses = addresses.split(/[\s,;]+/).filter((address) => address !== '');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        saving.mutate({ email_addresses, notify_after_failures: Number(failures) });
      }}
    >
      <Stack align="flex-start">
        <Text size="sm">{alert.email_addresses.length > 0 ? words.isOn : words.isOff}</Text>
        <Textarea
          label={words.addresses}
          description={words.addressesHelp}
          value={addresses}
          onChange={(event) => setAddresses(event.currentTarget.value)}
          autosize
          minRows={2}
          w="100%"
          maw={480}
        />
        <NumberInput
          label={words.failures}
          value={failures}
          onChange={setFailures}
          min={1}
          hideControls
          maw={200}
        />
        {saving.error && <ProblemAlert error={saving.error} />}
        <ScopedButton
          scope="privacy-request-notifications:create_or_update"
          type="submit"
          loading={saving.isPending}
        >
          {words.save}
        </ScopedButton>
      </Stack>
    </form>
  );
}
