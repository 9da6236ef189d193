import { Stack } from '@mantine/core';
import { useCan } from '../../api/session';
import type { PersonExport, PersonReference } from '../../api/types';
import { useMutation } from '../../api/use-mutation';
import { useWords } from '../../i18n/words';
import { Forbidden } from '../../ui/forbidden';
import { Page } from '../../ui/page';
import { ProblemAlert } from '../../ui/problem-alert';
import { EraseCard } from './erase-card';
import { HeldCard } from './held-card';
import { HoldsCard } from './holds-card';
import { readPerson } from './queries';
import { SearchPerson } from './search-person';

/** Who was searched for, and what was found. In memory only: neither the URL nor the browser's storage has it. */
export interface Found {
  readonly person: PersonReference;
  readonly held: PersonExport;
}

export function PeoplePage() {
  const { people: words } = useWords();
  const can = useCan();
  const finding = useMutation({
    mutationFn: async (person: PersonReference): Promise<Found> => ({
      person,
      held: await readPerson(person),
    }),
  });
  return (
    <Page title={words.title} summary={words.summary}>
      {can('person:read') ? (
        <SearchPerson isBusy={finding.isPending} onSearch={(person) => finding.mutate(person)} />
      ) : (
        <Forbidden scope="person:read" />
      )}
      {finding.error && <ProblemAlert error={finding.error} />}
      {finding.data ? <FoundPerson key={finding.data.held.look_id} found={finding.data} /> : <HoldsCard />}
    </Page>
  );
}

function FoundPerson({ found }: { readonly found: Found }) {
  return (
    <div className="two-columns">
      <HeldCard found={found} />
      <Stack>
        <HoldsCard found={found} />
        <EraseCard found={found} />
      </Stack>
    </div>
  );
}
