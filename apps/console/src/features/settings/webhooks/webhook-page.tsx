import { Group, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { client } from '../../../api/client';
import { Problem, toProblem } from '../../../api/problem';
import type { WebhookEndpoint } from '../../../api/types';
import { useWords } from '../../../i18n/words';
import { NotFound } from '../../../shell/not-found';
import { AnchorLink } from '../../../ui/anchor-link';
import { Card } from '../../../ui/card';
import { Confirm } from '../../../ui/confirm';
import { Facts } from '../../../ui/facts';
import { Loaded } from '../../../ui/loaded';
import { Page } from '../../../ui/page';
import { ProblemAlert } from '../../../ui/problem-alert';
import { ScopedButton } from '../../../ui/scoped-button';
import { SecretOnce, type NewSecret } from '../../../ui/secret-once';
import { useAction } from '../../../ui/use-action';
import { When } from '../../../ui/when';
import { DeliveriesCard } from './deliveries-card';
import { EndpointDialog } from './endpoint-dialog';
import { EndpointStatus } from './endpoint-status';
import { endpointQuery } from './queries';

export function WebhookPage() {
  const { id } = useParams({ from: '/signed-in/settings/webhooks/$id' });
  const query = useQuery(endpointQuery(id));
  if (query.isError && toProblem(query.error).status === 404) return <NotFound />;
  return (
    <Loaded query={query} rows={8}>
      {(endpoint) => <Endpoint key={id} endpoint={endpoint} />}
    </Loaded>
  );
}

function Endpoint({ endpoint }: { readonly endpoint: WebhookEndpoint }) {
  const { webhooks: words } = useWords().settings;
  const [created, setCreated] = useState<NewSecret | null>(null);
  const back = (
    <AnchorLink to="/settings/webhooks" size="sm">
      {words.back}
    </AnchorLink>
  );
  return (
    <Page title={words.title} actions={back}>
      {created && <SecretOnce created={created} onClose={() => setCreated(null)} />}
      <Card title={words.endpoint}>
        <Stack>
          <Facts
            facts={[
              [words.columns.url, endpoint.url],
              [words.description, endpoint.description],
              [words.columns.state, <EndpointStatus key="state" endpoint={endpoint} />],
              [words.failingSince, endpoint.failing_since && <When moment={endpoint.failing_since} />],
              [
                words.previousUntil,
                endpoint.previous_secret_until && <When moment={endpoint.previous_secret_until} />,
              ],
              [words.columns.events, endpoint.event_types.join(', ') || words.allEvents],
            ]}
          />
          <Actions endpoint={endpoint} onSecret={setCreated} />
        </Stack>
      </Card>
      <DeliveriesCard endpoint={endpoint} />
    </Page>
  );
}

interface ActionsProps {
  readonly endpoint: WebhookEndpoint;
  readonly onSecret: (created: NewSecret) => void;
}

type Open = 'change' | 'rotate' | 'delete' | null;
const scope = 'webhook:create_or_update';

function Actions({ endpoint: { id, url, enabled }, endpoint, onSecret }: ActionsProps) {
  const { webhooks: words } = useWords().settings;
  const navigate = useNavigate();
  const params = { path: { id } };
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  const turning = useAction(
    () => client.PATCH('/api/v1/webhooks/endpoints/{id}', { params, body: { enabled: !enabled } }),
    enabled ? words.isDisabled : words.isEnabled,
  );
  const testing = useAction(
    () => client.POST('/api/v1/webhooks/endpoints/{id}/test', { params }),
    words.tested,
  );
  const rotating = useAction(async () => {
    const { data } = await client.POST('/api/v1/webhooks/endpoints/{id}/secret', { params, body: {} });
    if (!data) throw new Problem('');
    return data;
  }, words.rotated);
  const removing = useAction(async () => {
    await client.DELETE('/api/v1/webhooks/endpoints/{id}', { params });
    // before the page is read anew, which is not there any more
    await navigate({ to: '/settings/webhooks' });
  }, words.deleted);
  const error = turning.error ?? testing.error;
  return (
    <>
      <Group gap="xs">
        <ScopedButton scope={scope} size="xs" variant="default" onClick={() => setOpen('change')}>
          {words.change}
        </ScopedButton>
        <ScopedButton
          scope={scope}
          size="xs"
          variant="default"
          loading={turning.isPending}
          onClick={() => turning.mutate()}
        >
          {enabled ? words.disable : words.enable}
        </ScopedButton>
        <ScopedButton
          scope={scope}
          size="xs"
          variant="default"
          loading={testing.isPending}
          onClick={() => testing.mutate()}
        >
          {words.test}
        </ScopedButton>
        <ScopedButton scope={scope} size="xs" variant="default" onClick={() => setOpen('rotate')}>
          {words.rotate}
        </ScopedButton>
        <ScopedButton scope="webhook:delete" size="xs" variant="default" onClick={() => setOpen('delete')}>
          {words.delete}
        </ScopedButton>
      </Group>
      {error && <ProblemAlert error={error} />}
      {open === 'change' && <EndpointDialog endpoint={endpoint} onSecret={onSecret} onClose={close} />}
      <Confirm
        isOpen={open === 'rotate'}
        title={words.rotateTitle}
        text={words.rotateText}
        isBusy={rotating.isPending}
        error={rotating.error}
        onConfirm={() =>
          rotating.mutate(undefined, {
            onSuccess: ({ secret }) => {
              onSecret({ facts: [[words.columns.url, url]], secret });
              close();
            },
          })
        }
        onClose={close}
      />
      <Confirm
        isOpen={open === 'delete'}
        title={words.deleteTitle}
        text={words.deleteText}
        isDangerous
        isBusy={removing.isPending}
        error={removing.error}
        onConfirm={() => removing.mutate()}
        onClose={close}
      />
    </>
  );
}
