import { Stack, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { finishOidc, sessionQuery } from '../../api/session';
import { useWords } from '../../i18n/words';
import { Refusal } from '../../shell/refusal';
import { rememberedPath } from '../../shell/return-path';
import { refusalOf } from '../../shell/use-sign-in';
import { callbackParameters } from './callback-parameters';
import { ownPath } from './own-path';
import { SignInFrame, SignInThen } from './sign-in-page';

/** Ends the sign-in, once: this page makes the call, so that the cookies of both count for calls of this site alone. */
const finishing = {
  queryKey: ['oidc-callback'],
  queryFn: () => finishOidc(callbackParameters),
  staleTime: Infinity,
  retry: false,
  retryOnMount: false,
  refetchOnWindowFocus: false,
  refetchOnReconnect: false,
} as const;

export function OidcPage() {
  const words = useWords();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const { data: session, error } = useQuery(finishing);
  const to = ownPath(rememberedPath(), location.origin);
  useEffect(() => {
    if (!session) return;
    queryClient.setQueryData(sessionQuery.queryKey, session);
    void navigate({ href: to, replace: true });
  }, [session, to, navigate, queryClient]);
  return (
    <SignInFrame>
      <Stack>
        <Text size="sm" role="status">
          {error ? '' : words.shell.signIn.oidc.working}
        </Text>
        <Refusal>{refusalOf(error, words, words.problem.title)}</Refusal>
        {error && <SignInThen to={to} />}
      </Stack>
    </SignInFrame>
  );
}
