import { Button, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { toProblem } from '../../api/problem';
import type { PersonErasure } from '../../api/types';
import { useWords } from '../../i18n/words';
import { NotFound } from '../../shell/not-found';
import { AnchorLink } from '../../ui/anchor-link';
import { Card } from '../../ui/card';
import { DataList, type Column } from '../../ui/data-list';
import { downloadText } from '../../ui/download';
import { Facts } from '../../ui/facts';
import { Loaded } from '../../ui/loaded';
import { Page } from '../../ui/page';
import { Status, type Tone } from '../../ui/status';
import { When } from '../../ui/when';
import { erasureQuery } from './queries';

/** How far an erasure is, and its certificate. */
export function ErasurePage() {
  const { id } = useParams({ from: '/signed-in/people/erasures/$id' });
  const query = useQuery(erasureQuery(id));
  if (query.isError && toProblem(query.error).status === 404) return <NotFound />;
  return (
    <Loaded query={query} rows={8}>
      {(erasure) => <Erasure erasure={erasure} />}
    </Loaded>
  );
}

function Erasure({ erasure }: { readonly erasure: PersonErasure }) {
  const { people: words } = useWords();
  const columns = useColumns();
  const { state, steps, certificate, requested_by, requested_at, finished_at, hold_reason, id } = erasure;
  const left = steps.filter((step) => step.state === 'manual' || step.state === 'refused').length;
  const done = steps.filter((step) => step.state !== 'pending').length;
  const summaries = {
    running: words.erasure.running(done, steps.length),
    held: words.erasure.held,
    done: left > 0 ? words.erasure.left(left) : words.erasure.done,
  };
  const back = (
    <AnchorLink to="/people" size="sm">
      {words.erasure.back}
    </AnchorLink>
  );
  return (
    <Page title={words.erasure.title} summary={<span role="status">{summaries[state]}</span>} actions={back}>
      <div className="two-columns">
        <Card title={words.erasure.steps}>
          <DataList
            caption={words.erasure.steps}
            columns={columns}
            rows={steps.toSorted((a, b) => weightOf(b) - weightOf(a))}
            idOf={({ place }) => place}
          />
        </Card>
        <Stack>
          <Card title={words.erasure.facts}>
            <Facts
              facts={[
                [words.erasure.requestedBy, requested_by],
                [words.erasure.requestedAt, <When key="requested" moment={requested_at} />],
                [words.erasure.finishedAt, finished_at && <When moment={finished_at} />],
                [words.holds.title, hold_reason && words.holds.reasons[hold_reason]],
                [words.erasure.id, id],
              ]}
            />
          </Card>
          <Card title={words.erasure.certificate}>
            <Stack gap="sm" align="flex-start">
              <Text size="sm">
                {certificate ? words.erasure.certificateText : words.erasure.noCertificate}
              </Text>
              {certificate && (
                <Button
                  size="xs"
                  variant="default"
                  onClick={() => downloadText(`certificate-${id}.jws`, certificate, 'application/jose')}
                >
                  {words.erasure.download}
                </Button>
              )}
            </Stack>
          </Card>
        </Stack>
      </div>
    </Page>
  );
}

type Step = PersonErasure['steps'][number];

/** What is left to do comes first, then where something was found. */
function weightOf({ state, erased, kept }: Step): number {
  if (state === 'manual' || state === 'refused') return 2;
  return erased + kept > 0 ? 1 : 0;
}

const tones: Readonly<Record<Step['state'], Tone>> = {
  pending: 'busy',
  done: 'good',
  manual: 'attention',
  refused: 'bad',
};

function useColumns(): Column<Step>[] {
  const { people, messages } = useWords();
  const { columns } = people.erasure;
  const nameOf = (place: string): string =>
    place.startsWith('vendors.')
      ? people.erasure.vendor(place.slice('vendors.'.length))
      : (people.places[place] ?? place);
  return [
    { key: 'place', label: columns.place, cell: ({ place }) => nameOf(place) },
    {
      key: 'state',
      label: columns.state,
      cell: ({ state, action, reason }) => (
        <>
          <Status tone={tones[state]}>{people.erasure.states[state]}</Status>
          {action && <Text size="xs">{people.erasure.actions[action]}</Text>}
          {reason && <Text size="xs">{messages.providerReasons[reason]?.join(' ') ?? reason}</Text>}
        </>
      ),
    },
    { key: 'erased', label: columns.erased, cell: ({ erased }) => erased },
    { key: 'kept', label: columns.kept, cell: ({ kept }) => kept },
  ];
}
