import { Kbd, Stack, Switch, Table } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useWords } from '../i18n/words';
import { Dialog } from '../ui/dialog';
import { places } from './places';
import { areSingleKeysOn, setSingleKeys } from './single-keys';

export function Help({ onClose }: { readonly onClose: () => void }) {
  const words = useWords();
  const { shortcuts, pages } = words.shell;
  const [isOn, setOn] = useState(areSingleKeysOn);
  const toggle = (next: boolean) => {
    setSingleKeys(next);
    setOn(next);
  };
  return (
    <Dialog opened onClose={onClose} title={shortcuts.title}>
      <Stack>
        <Table>
          <Table.Tbody>
            <Row keys={<Kbd>Ctrl K</Kbd>} text={shortcuts.palette} />
            {places.map(({ name, key }) => (
              <Row
                key={name}
                keys={
                  <>
                    <Kbd>g</Kbd> <Kbd>{key}</Kbd>
                  </>
                }
                text={shortcuts.goTo(pages[name])}
              />
            ))}
            <Row keys={<Kbd>?</Kbd>} text={shortcuts.help} />
          </Table.Tbody>
        </Table>
        <Switch
          label={shortcuts.singleKeys}
          checked={isOn}
          onChange={(event) => toggle(event.currentTarget.checked)}
        />
      </Stack>
    </Dialog>
  );
}

function Row({ keys, text }: { readonly keys: ReactNode; readonly text: string }) {
  return (
    <Table.Tr>
      <Table.Th scope="row">{text}</Table.Th>
      <Table.Td>{keys}</Table.Td>
    </Table.Tr>
  );
}
