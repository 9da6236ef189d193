import { useMantineColorScheme, type MantineColorScheme } from '@mantine/core';
import type { SpotlightActionData } from '@mantine/spotlight';
import { useNavigate } from '@tanstack/react-router';
import { useCan } from '../api/session';
import { languages, type Language } from '../i18n/languages';
import { useTranslation, useWords } from '../i18n/words';
import { places, settingsPages } from './places';
import { useSignOut } from './use-sign-out';

/** The pages of the navigation, and those inside of them. */
export function useInnerPages(): SpotlightActionData[] {
  const { shell, messages, wording, settings } = useWords();
  const navigate = useNavigate();
  const inner = (parent: string, page: string) => `${parent}: ${page}`;
  return [
    ...places.map(({ name, to }) => ({
      id: name,
      label: shell.pages[name],
      onClick: () => void navigate({ to }),
    })),
    {
      id: 'attention',
      label: inner(shell.pages.messages, messages.attention.title),
      onClick: () => void navigate({ to: '/messages/attention' }),
    },
    {
      id: 'brand',
      label: inner(shell.pages.wording, wording.brand.title),
      onClick: () => void navigate({ to: '/wording/brand' }),
    },
    ...settingsPages.map((page) => ({
      id: `settings-${page}`,
      label: inner(shell.pages.settings, settings.sections[page].title),
      onClick: () => void navigate({ to: `/settings/${page}` }),
    })),
    { id: 'account', label: settings.account.link, onClick: () => void navigate({ to: '/account' }) },
  ];
}

const schemes: readonly MantineColorScheme[] = ['light', 'dark', 'auto'];

/** What the caller may do from wherever they are. */
export function useCommands(onHelp: () => void): SpotlightActionData[] {
  const { words, choose } = useTranslation();
  const { shell, settings } = words;
  const navigate = useNavigate();
  const can = useCan();
  const { setColorScheme } = useMantineColorScheme();
  const signOut = useSignOut();
  const creating = [
    { page: 'team', scope: 'user:create', label: settings.team.invite },
    { page: 'clients', scope: 'client:create', label: settings.clients.create },
    { page: 'suppression', scope: 'suppression:create_or_update', label: settings.suppression.add },
    { page: 'webhooks', scope: 'webhook:create_or_update', label: settings.webhooks.create },
    { page: 'organizations', scope: 'organization:create', label: settings.organizations.create },
  ] as const;
  return [
    ...creating
      .filter(({ scope }) => can(scope))
      .map(({ page, label }) => ({
        id: `new-${page}`,
        label,
        onClick: () => void navigate({ to: `/settings/${page}`, search: { new: true } }),
      })),
    ...schemes.map((scheme) => ({
      id: `colors-${scheme}`,
      label: words.colors[scheme],
      onClick: () => setColorScheme(scheme),
    })),
    ...(Object.keys(languages) as Language[]).map((language) => ({
      id: `language-${language}`,
      label: `${words.language}: ${languages[language]}`,
      onClick: () => choose(language),
    })),
    { id: 'help', label: shell.shortcuts.title, onClick: onHelp },
    { id: 'sign-out', label: shell.signOut, onClick: () => void signOut() },
  ];
}
