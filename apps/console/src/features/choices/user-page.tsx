import { Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { toProblem } from '../../api/problem';
import type { ConsentUser } from '../../api/types';
import { useWords } from '../../i18n/words';
import { NotFound } from '../../shell/not-found';
import { AnchorLink } from '../../ui/anchor-link';
import { Card } from '../../ui/card';
import { Facts } from '../../ui/facts';
import { Loaded } from '../../ui/loaded';
import { Masked } from '../../ui/masked';
import { Page } from '../../ui/page';
import { Pages } from '../../ui/pages';
import { When } from '../../ui/when';
import { ChoiceList } from './choice-list';
import { EventCard } from './event-card';
import { readPage } from './filters';
import { eventsQuery, userQuery } from './queries';

/** The choices of one user, and each event that they come from. */
export function UserPage() {
  const { id } = useParams({ from: '/signed-in/choices/users/$id' });
  const query = useQuery(userQuery(id));
  if (query.isError && toProblem(query.error).status === 404) return <NotFound />;
  return (
    <Loaded query={query} rows={8}>
      {(user) => <UserDetail key={user.id} user={user} />}
    </Loaded>
  );
}

function UserDetail({ user }: { readonly user: ConsentUser }) {
  const { choices: words } = useWords();
  const { id, organization_user_id, country, created_at, updated_at, consents, metadata } = user;
  const back = (
    <AnchorLink to="/choices" size="sm">
      {words.back}
    </AnchorLink>
  );
  const known = metadata as Readonly<Record<string, unknown>>;
  return (
    <Page title={words.userTitle} summary={words.userSummary} actions={back}>
      <div className="two-columns">
        <Events id={id} />
        <Stack>
          <Card title={words.current}>
            <ChoiceList choices={consents} />
          </Card>
          <Card title={words.facts}>
            <Facts
              facts={[
                [words.columns.user, organization_user_id && <Masked address={organization_user_id} />],
                [words.columns.country, country],
                [words.created, <When key="created" moment={created_at} />],
                [words.columns.updated, <When key="updated" moment={updated_at} />],
                [
                  words.metadata,
                  Object.keys(known).length > 0 && (
                    <bdi className="free-text">{JSON.stringify(known, null, 1)}</bdi>
                  ),
                ],
                [words.id, id],
              ]}
            />
          </Card>
        </Stack>
      </div>
    </Page>
  );
}

function Events({ id }: { readonly id: string }) {
  const words = useWords();
  const navigate = useNavigate();
  const { page = 1 } = readPage(useSearch({ strict: false }));
  return (
    <Stack>
      <Loaded query={useQuery(eventsQuery(id, page))} rows={6}>
        {({ items, total, pages }) => (
          <>
            <Text size="sm" role="status">
              {total === 0 ? words.choices.noEvents : words.found(total)}
            </Text>
            {items.map((event) => (
              <EventCard key={event.id} event={event} />
            ))}
            <Pages
              page={page}
              pages={pages}
              onChange={(next) =>
                void navigate({
                  to: '/choices/users/$id',
                  params: { id },
                  search: readPage({ page: next }),
                })
              }
            />
          </>
        )}
      </Loaded>
    </Stack>
  );
}
