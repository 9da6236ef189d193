import { Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { toProblem } from '../api/problem';
import { sessionQuery, signIn } from '../api/session';
import type { Words } from '../i18n/en';
import { useWords } from '../i18n/words';
import { sentenceOf } from '../ui/problem-alert';

function refusalOf(error: unknown, words: Words): string | null {
  if (!error) return null;
  const problem = toProblem(error);
  if (problem.status === 401) return words.shell.signIn.wrong;
  return problem.status === 429 ? words.shell.signIn.tooMany : sentenceOf(problem, words);
}

/** The secret is in this form alone, and leaves it for the server. */
export function SignInForm({ onDone }: { readonly onDone: () => void }) {
  const words = useWords();
  const queryClient = useQueryClient();
  const [client_id, setId] = useState('');
  const [client_secret, setSecret] = useState('');
  const signingIn = useMutation({
    mutationFn: signIn,
    onSuccess: (session) => {
      queryClient.setQueryData(sessionQuery.queryKey, session);
      setSecret('');
      onDone();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    signingIn.mutate({ client_id, client_secret });
  };
  const refusal = refusalOf(signingIn.error, words);
  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput
          label={words.shell.signIn.clientId}
          value={client_id}
          onChange={(event) => setId(event.currentTarget.value)}
          autoComplete="username"
          required
          data-autofocus
        />
        <PasswordInput
          label={words.shell.signIn.clientSecret}
          value={client_secret}
          onChange={(event) => setSecret(event.currentTarget.value)}
          autoComplete="current-password"
          required
          visibilityToggleButtonProps={{ 'aria-label': words.reveal }}
        />
        <div role="alert" className="refusal">
          {refusal}
        </div>
        <Button type="submit" loading={signingIn.isPending}>
          {words.shell.signIn.submit}
        </Button>
      </Stack>
    </form>
  );
}
