import { Group, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ProviderConfig } from '../../api/types';
import { useWords } from '../../i18n/words';
import { AnchorLink } from '../../ui/anchor-link';
import { Card } from '../../ui/card';
import { ProviderFacts, RoleStatus } from './provider-facts';
import { CheckButton } from './check-button';
import { typesQuery } from './queries';

export function ProviderCard({ config }: { readonly config: ProviderConfig }) {
  const words = useWords().providers;
  const types = useQuery(typesQuery).data?.providers ?? [];
  const type = types.find(({ service_type }) => service_type === config.service_type);
  const open = (
    <AnchorLink to="/privacy-request/configure/$key" params={{ key: config.key }} size="sm">
      {words.open(config.name)}
    </AnchorLink>
  );
  return (
    <Card title={config.name} actions={open}>
      <Stack gap="sm">
        <Group gap="md">
          <RoleStatus config={config} />
        </Group>
        <ProviderFacts config={config} type={type} />
        <CheckButton config={config} label={type?.label ?? config.name} />
      </Stack>
    </Card>
  );
}
