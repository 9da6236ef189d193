import { SegmentedControl, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { previewQuery } from '../../api/wordings';
import { useTranslation } from '../../i18n/words';
import { AnchorLink } from '../../ui/anchor-link';
import { Dialog } from '../../ui/dialog';
import { Loaded } from '../../ui/loaded';
import { MessagePreview } from '../../ui/message-preview';

interface Props {
  readonly title: string;
  readonly kinds: readonly string[];
  readonly onClose: () => void;
}

/** What a person gets while a switch is on, with sample values. */
export function SwitchMessages({ title, kinds, onClose }: Props) {
  const { words, language: locale } = useTranslation();
  const [chosen, setChosen] = useState(kinds[0] ?? '');
  const nameOf = (kind: string) => words.kinds[kind] ?? kind;
  const preview = useQuery(previewQuery({ kind: chosen, locale }, { channel: 'email' }));
  return (
    <Dialog opened onClose={onClose} size="xl" title={title}>
      <Stack gap="sm">
        {kinds.length > 1 && (
          <SegmentedControl
            aria-label={words.wording.columns.kind}
            data={kinds.map((kind) => ({ value: kind, label: nameOf(kind) }))}
            value={chosen}
            onChange={setChosen}
          />
        )}
        <Loaded query={preview} rows={6}>
          {(message) => <MessagePreview title={nameOf(chosen)} message={message} />}
        </Loaded>
        <AnchorLink to="/wording/$kind" params={{ kind: chosen }} search={{ lang: locale }} size="sm">
          {words.providers.switches.change}
        </AnchorLink>
      </Stack>
    </Dialog>
  );
}
