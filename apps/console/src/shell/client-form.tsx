import { Button, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useWords } from '../i18n/words';
import { Refusal } from './refusal';
import { refusalOf, useSignIn } from './use-sign-in';

/** The secret is in this form alone, and leaves it for the server. */
export function ClientForm({ onDone }: { readonly onDone: () => void }) {
  const words = useWords();
  const { signIn } = words.shell;
  const [client_id, setId] = useState('');
  const [client_secret, setSecret] = useState('');
  const signingIn = useSignIn(() => {
    setSecret('');
    onDone();
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    signingIn.mutate({ client_id, client_secret });
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <Text size="sm">{signIn.text}</Text>
        <TextInput
          label={signIn.clientId}
          value={client_id}
          onChange={(event) => setId(event.currentTarget.value)}
          autoComplete="username"
          required
          data-autofocus
        />
        <PasswordInput
          label={signIn.clientSecret}
          value={client_secret}
          onChange={(event) => setSecret(event.currentTarget.value)}
          autoComplete="current-password"
          required
          visibilityToggleButtonProps={{ 'aria-label': words.providers.secret.show }}
        />
        <Refusal>{refusalOf(signingIn.error, words, signIn.wrong)}</Refusal>
        <Button type="submit" loading={signingIn.isPending}>
          {signIn.submit}
        </Button>
      </Stack>
    </form>
  );
}
