import { Group, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { toProblem } from '../../api/problem';
import type { ProviderConfig, ProviderType } from '../../api/types';
import { useWords } from '../../i18n/words';
import { NotFound } from '../../shell/not-found';
import { AnchorLink } from '../../ui/anchor-link';
import { Card } from '../../ui/card';
import { Loaded } from '../../ui/loaded';
import { Page } from '../../ui/page';
import { CheckButton } from './check-button';
import { ProviderFacts, RoleStatus } from './provider-facts';
import { ProviderSettings } from './form/provider-form';
import { activeQuery, configQuery, configsQuery, typesQuery } from './queries';
import { RemoveButton } from './remove-button';
import { ReportsCard } from './reports-card';
import { TestCard } from './test-card';
import { WhereCard } from './form/where-card';

export function ProviderPage() {
  const { key } = useParams({ from: '/signed-in/privacy-request/configure/$key' });
  const query = useQuery(configQuery(key));
  const types = useQuery(typesQuery);
  if (query.isError && toProblem(query.error).status === 404) return <NotFound />;
  return (
    <Loaded query={query} rows={8}>
      {(config) => (
        <Loaded query={types} rows={8}>
          {({ providers }) => {
            const type = providers.find(({ service_type }) => service_type === config.service_type);
            return type && <ProviderDetail key={config.key} config={config} type={type} />;
          }}
        </Loaded>
      )}
    </Loaded>
  );
}

interface Props {
  readonly config: ProviderConfig;
  readonly type: ProviderType;
}

function ProviderDetail({ config, type }: Props) {
  const words = useWords().providers;
  const configs = useQuery(configsQuery);
  const active = useQuery(activeQuery);
  const back = (
    <AnchorLink to="/privacy-request/configure" size="sm">
      {words.back}
    </AnchorLink>
  );
  return (
    <Page title={config.name} actions={back}>
      <div className="two-columns">
        <Card title={words.form.title}>
          <Loaded query={configs}>
            {({ items }) => (
              <Loaded query={active}>
                {(current) => (
                  <ProviderSettings
                    type={type}
                    config={config}
                    configs={items}
                    active={current}
                    onSaved={() => undefined}
                  />
                )}
              </Loaded>
            )}
          </Loaded>
        </Card>
        <Stack>
          <Card title={words.status}>
            <Stack gap="sm">
              <Group gap="md">
                <RoleStatus config={config} />
              </Group>
              <ProviderFacts config={config} type={type} />
              <CheckButton config={config} label={type.label} />
            </Stack>
          </Card>
          <TestCard config={config} type={type} />
          <ReportsCard config={config} type={type} />
          <WhereCard type={type} />
          <RemoveButton config={config} />
        </Stack>
      </div>
    </Page>
  );
}
