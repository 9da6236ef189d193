import { Center, Group, Paper, Stack, Text } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useWords } from '../../i18n/words';
import { ColorSchemeSelect, LanguageSelect } from '../../shell/preferences';
import { SignInForm } from '../../shell/sign-in-form';
import { Page } from '../../ui/page';
import { ownPath } from './own-path';

export function SignInPage() {
  const { to } = useSearch({ from: '/sign-in' });
  const path = ownPath(to, location.origin);
  return (
    <SignInFrame>
      <SignInThen to={path} />
    </SignInFrame>
  );
}

/** @param to the page that comes next */
export function SignInThen({ to }: { readonly to: string }) {
  const navigate = useNavigate();
  return <SignInForm to={to} onDone={() => void navigate({ href: to })} />;
}

export function SignInFrame({ children }: { readonly children: ReactNode }) {
  const words = useWords();
  return (
    <Center component="main" mih="100vh" p="md">
      <Stack w="100%" maw={400}>
        <Text fw={700}>{words.product}</Text>
        <Paper withBorder p="lg">
          <Page title={words.shell.signIn.title}>{children}</Page>
        </Paper>
        <Group justify="center">
          <LanguageSelect />
          <ColorSchemeSelect />
        </Group>
      </Stack>
    </Center>
  );
}
