import { Button, Stack } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { useWords } from '../i18n/words';
import { ClientForm } from './client-form';
import { CodeForm } from './code-form';

/** By a code that is mailed to a user, or with the secret of an API client: the browser remembers which, and no name. */
export function SignInForm({ onDone }: { readonly onDone: () => void }) {
  const words = useWords().shell.signIn;
  const [way, setWay] = useLocalStorage<'client' | 'code'>({
    key: 'subjectline-sign-in',
    defaultValue: 'client',
    getInitialValueInEffect: false,
  });
  return (
    <Stack>
      {way === 'code' ? <CodeForm onDone={onDone} /> : <ClientForm onDone={onDone} />}
      <Button variant="subtle" size="xs" onClick={() => setWay(way === 'code' ? 'client' : 'code')}>
        {way === 'code' ? words.useClient : words.useCode}
      </Button>
    </Stack>
  );
}
