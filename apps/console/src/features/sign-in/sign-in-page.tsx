import { Center, Group, Paper, Stack, Text } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useWords } from '../../i18n/words';
import { ColorSchemeSelect, LanguageSelect } from '../../shell/preferences';
import { SignInForm } from '../../shell/sign-in-form';
import { Page } from '../../ui/page';
import { ownPath } from './own-path';

export function SignInPage() {
  const words = useWords();
  const navigate = useNavigate();
  const { to } = useSearch({ from: '/sign-in' });
  return (
    <Center component="main" mih="100vh" p="md">
      <Stack w="100%" maw={400}>
        <Text fw={700}>{words.product}</Text>
        <Paper withBorder p="lg">
          <Page title={words.shell.signIn.title}>
            <SignInForm onDone={() => void navigate({ href: ownPath(to, location.origin) })} />
          </Page>
        </Paper>
        <Group justify="center">
          <LanguageSelect />
          <ColorSchemeSelect />
        </Group>
      </Stack>
    </Center>
  );
}
