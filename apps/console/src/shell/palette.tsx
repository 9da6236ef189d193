import {
  createSpotlight,
  Spotlight,
  type SpotlightActionData,
  type SpotlightActionGroupData,
} from '@mantine/spotlight';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useWords } from '../i18n/words';
import { places } from './places';

const [store, actions] = createSpotlight();

/** Pages by name, and requests and messages by their ids. */
export function Palette({ onClose }: { readonly onClose: () => void }) {
  const words = useWords().shell;
  const navigate = useNavigate();
  const [query, setQuery] = useState('');
  useEffect(() => actions.open(), []);
  const pages: SpotlightActionData[] = places.map(({ name, to }) => ({
    id: name,
    label: words.pages[name],
    onClick: () => void navigate({ to }),
  }));
  const id = query.trim();
  const found: SpotlightActionData[] = [
    ...(/^pri_[\w-]+$/.test(id)
      ? [
          {
            id,
            label: words.palette.openRequest(id),
            onClick: () => void navigate({ to: '/requests/$id', params: { id } }),
          },
        ]
      : []),
    ...(/^msg_[\w-]+$/.test(id)
      ? [
          {
            id,
            label: words.palette.openMessage(id),
            onClick: () => void navigate({ to: '/messages/$id', params: { id } }),
          },
        ]
      : []),
  ];
  const groups: SpotlightActionGroupData[] = [
    ...(found.length > 0 ? [{ group: words.palette.actions, actions: found }] : []),
    { group: words.palette.pages, actions: pages },
  ];
  return (
    <Spotlight
      store={store}
      query={query}
      onQueryChange={setQuery}
      actions={groups}
      nothingFound={words.palette.nothing}
      onSpotlightClose={onClose}
      shortcut={null}
      searchProps={{ placeholder: words.palette.placeholder, 'aria-label': words.palette.placeholder }}
    />
  );
}
