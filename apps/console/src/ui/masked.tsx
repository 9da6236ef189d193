import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import { useWords } from '../i18n/words';
import { mask } from './mask';

/** An address that is shown whole when asked for. */
export function Masked({ address }: { readonly address: string }) {
  const words = useWords();
  const [isShown, setShown] = useState(false);
  return (
    <Group gap="xs" component="span" display="inline-flex">
      <span className="address">{isShown ? address : mask(address)}</span>
      <Button size="compact-xs" variant="default" onClick={() => setShown(!isShown)}>
        {isShown ? words.hide : words.reveal}
      </Button>
    </Group>
  );
}
