import { AppShell, Burger, Button, Group, Kbd, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Outlet } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useWords } from '../i18n/words';
import { NoticeBar } from '../ui/notice-bar';
import { AccountMenu } from './account-menu';
import { Navigation } from './navigation';
import { SignInDialog } from './sign-in-dialog';
import { useShortcuts } from './shortcuts';

const Palette = lazy(() => import('./palette').then(({ Palette }) => ({ default: Palette })));
const Help = lazy(() => import('./help').then(({ Help }) => ({ default: Help })));

/** What every page behind the sign-in stands in. */
export function Shell() {
  const words = useWords();
  const [isMenuOpen, menu] = useDisclosure();
  const [isPaletteOpen, palette] = useDisclosure();
  const [isHelpOpen, help] = useDisclosure();
  useShortcuts({ openPalette: palette.open, openHelp: help.open });
  return (
    <AppShell
      header={{ height: 56 }}
      navbar={{ width: 200, breakpoint: 'sm', collapsed: { mobile: !isMenuOpen } }}
      padding="md"
    >
      <a href="#content" className="skip-link">
        {words.shell.skip}
      </a>
      <AppShell.Header>
        <Group h="100%" px="md" justify="space-between" wrap="nowrap">
          <Group gap="xs" wrap="nowrap">
            <Burger
              opened={isMenuOpen}
              onClick={menu.toggle}
              hiddenFrom="sm"
              size="sm"
              aria-label={isMenuOpen ? words.shell.closeMenu : words.shell.openMenu}
            />
            <Text fw={700}>{words.product}</Text>
          </Group>
          <Group gap="xs" wrap="nowrap">
            <Button
              variant="default"
              size="xs"
              onClick={palette.open}
              rightSection={
                <Kbd size="xs" visibleFrom="sm">
                  Ctrl K
                </Kbd>
              }
            >
              {words.shell.palette.open}
            </Button>
            <AccountMenu />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="xs">
        <Navigation onNavigate={menu.close} />
      </AppShell.Navbar>
      <AppShell.Main id="content">
        <Outlet />
      </AppShell.Main>
      <NoticeBar />
      <SignInDialog />
      <Suspense>
        {isPaletteOpen && <Palette onHelp={help.open} onClose={palette.close} />}
        {isHelpOpen && <Help onClose={help.close} />}
      </Suspense>
    </AppShell>
  );
}
