import { Button, Stack } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { useWords } from '../i18n/words';
import { ClientForm } from './client-form';
import { CodeForm } from './code-form';
import { OidcForm } from './oidc-form';

interface Props {
  /** The page that a sign-in elsewhere leads back to. */
  readonly to: string;
  readonly onDone: () => void;
}

/**
 * With OpenID Connect where it is configured, by a code that is mailed to a user, or with the secret of an API client: the
 * browser remembers which of the latter, and no name.
 */
export function SignInForm({ to, onDone }: Props) {
  const words = useWords().shell.signIn;
  const [way, setWay] = useLocalStorage<'client' | 'code'>({
    key: 'subjectline-sign-in',
    defaultValue: 'client',
    getInitialValueInEffect: false,
  });
  return (
    <Stack>
      <OidcForm to={to} />
      {way === 'code' ? <CodeForm onDone={onDone} /> : <ClientForm onDone={onDone} />}
      <Button variant="subtle" size="xs" onClick={() => setWay(way === 'code' ? 'client' : 'code')}>
        {way === 'code' ? words.useClient : words.useCode}
      </Button>
    </Stack>
  );
}
