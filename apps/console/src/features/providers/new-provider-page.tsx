import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useWords } from '../../i18n/words';
import { NotFound } from '../../shell/not-found';
import { AnchorLink } from '../../ui/anchor-link';
import { Card } from '../../ui/card';
import { Loaded } from '../../ui/loaded';
import { Page } from '../../ui/page';
import { ProviderSettings } from './form/provider-form';
import { activeQuery, configsQuery, typesQuery } from './queries';
import { WhereCard } from './form/where-card';

export function NewProviderPage() {
  const { type: serviceType } = useParams({ from: '/signed-in/privacy-request/configure/new/$type' });
  const words = useWords().providers;
  const navigate = useNavigate();
  const types = useQuery(typesQuery);
  const configs = useQuery(configsQuery);
  const active = useQuery(activeQuery);
  const type = types.data?.providers.find(({ service_type }) => service_type === serviceType);
  if (types.data && !type) return <NotFound />;
  const back = (
    <AnchorLink to="/privacy-request/configure" size="sm">
      {words.back}
    </AnchorLink>
  );
  return (
    <Page title={words.form.newTitle(type?.label ?? serviceType)} actions={back}>
      <Loaded query={types}>
        {() => (
          <Loaded query={configs}>
            {({ items }) => (
              <Loaded query={active}>
                {(current) =>
                  type && (
                    <div className="two-columns">
                      <Card title={words.form.title}>
                        <ProviderSettings
                          type={type}
                          config={null}
                          configs={items}
                          active={current}
                          onSaved={({ config: { key } }) =>
                            void navigate({ to: '/privacy-request/configure/$key', params: { key } })
                          }
                        />
                      </Card>
                      <WhereCard type={type} />
                    </div>
                  )
                }
              </Loaded>
            )}
          </Loaded>
        )}
      </Loaded>
    </Page>
  );
}
