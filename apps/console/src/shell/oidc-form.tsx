import { Button, Divider, Stack, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { beginOidc, oidcQuery } from '../api/session';
import { useMutation } from '../api/use-mutation';
import { useWords } from '../i18n/words';
import { Refusal } from './refusal';
import { rememberPath } from './return-path';
import { refusalOf } from './use-sign-in';

interface Props {
  /** The page to come back to. */
  readonly to: string;
}

/** Nothing where OpenID Connect is not configured. */
export function OidcForm({ to }: Props) {
  const { data: label } = useQuery(oidcQuery);
  return label ? <OidcButton to={to} label={label} /> : null;
}

function OidcButton({ to, label }: Props & { readonly label: string }) {
  const words = useWords();
  const { signIn } = words.shell;
  const [organization, setOrganization] = useState<string | null>(null);
  const beginning = useMutation({
    mutationFn: () => beginOidc(organization?.trim() ?? ''),
    onSuccess: (url) => {
      rememberPath(to);
      location.assign(url);
    },
  });
  return (
    <Stack>
      {organization !== null && (
        <TextInput
          label={signIn.organization}
          description={signIn.organizationHelp}
          value={organization}
          onChange={(event) => setOrganization(event.currentTarget.value)}
          autoComplete="organization"
        />
      )}
      <Button loading={beginning.isPending} onClick={() => beginning.mutate()}>
        {signIn.oidc.continueWith(label)}
      </Button>
      {organization === null && (
        <Button variant="subtle" size="xs" onClick={() => setOrganization('')}>
          {signIn.oidc.anotherOrganization}
        </Button>
      )}
      <Refusal>{refusalOf(beginning.error, words, signIn.wrongAddress)}</Refusal>
      <Divider />
    </Stack>
  );
}
