import {
  createSpotlight,
  Spotlight,
  type SpotlightActionData,
  type SpotlightActionGroupData,
} from '@mantine/spotlight';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useWords } from '../i18n/words';
import { useCommands, useInnerPages } from './palette-actions';

const [store, actions] = createSpotlight();

interface Props {
  readonly onHelp: () => void;
  readonly onClose: () => void;
}

/** Pages and actions by name, and requests and messages by their ids. */
export function Palette({ onHelp, onClose }: Props) {
  const words = useWords().shell;
  const navigate = useNavigate();
  const [query, setQuery] = useState('');
  useEffect(() => actions.open(), []);
  const pages = useInnerPages();
  const commands = useCommands(onHelp);
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
    ...(found.length > 0 ? [{ group: words.palette.found, actions: found }] : []),
    { group: words.palette.pages, actions: pages },
    { group: words.palette.actions, actions: commands },
  ];
  return (
    <Spotlight
      store={store}
      query={query}
      onQueryChange={setQuery}
      actions={groups}
      nothingFound={words.palette.nothing}
      scrollable
      maxHeight="60vh"
      onSpotlightClose={onClose}
      shortcut={null}
      searchProps={{ placeholder: words.palette.placeholder, 'aria-label': words.palette.placeholder }}
    />
  );
}
