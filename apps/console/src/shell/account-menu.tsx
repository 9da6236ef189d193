import { Button, Menu, Stack } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { basePath } from '../base-path';
import { useSession } from '../api/session';
import { useWords } from '../i18n/words';
import { ColorSchemeSelect, LanguageSelect } from './preferences';
import { useSignOut } from './use-sign-out';

export function AccountMenu() {
  const words = useWords();
  const { name } = useSession();
  const navigate = useNavigate();
  const leave = useSignOut();
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <Button variant="default" size="xs" aria-label={words.shell.account(name)} className="account">
          {name}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{words.shell.account(name)}</Menu.Label>
        <Stack gap="xs" p="xs">
          <LanguageSelect />
          <ColorSchemeSelect />
        </Stack>
        <Menu.Item onClick={() => void navigate({ to: '/account' })}>{words.settings.account.link}</Menu.Item>
        <Menu.Item component="a" href={`${basePath}/docs`}>
          {words.shell.apiDocs}
        </Menu.Item>
        <Menu.Item onClick={() => void leave()}>{words.shell.signOut}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
