import { Group } from '@mantine/core';
import { useLocation } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useWords } from '../../i18n/words';
import { AnchorLink } from '../../ui/anchor-link';
import { Page } from '../../ui/page';

const sections = [
  ['general', '/settings/general'],
  ['team', '/settings/team'],
  ['clients', '/settings/clients'],
  ['organizations', '/settings/organizations'],
  ['suppression', '/settings/suppression'],
  ['alerts', '/settings/alerts'],
  ['webhooks', '/settings/webhooks'],
  ['audit', '/settings/audit'],
  ['keys', '/settings/keys'],
] as const;

export type Section = (typeof sections)[number][0];

interface Props {
  readonly section: Section;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** One subject of the settings, with the way to the others. */
export function SettingsPage({ section, actions, children }: Props) {
  const { settings: words } = useWords();
  const { title, summary } = words.sections[section];
  const { pathname } = useLocation();
  return (
    <Page title={title} summary={summary} actions={actions}>
      <nav aria-label={words.navigation}>
        <Group gap="md">
          {sections.map(([name, to]) => (
            <AnchorLink
              key={name}
              to={to}
              size="sm"
              fw={name === section ? 700 : 400}
              aria-current={pathname === to ? 'page' : undefined}
            >
              {words.sections[name].title}
            </AnchorLink>
          ))}
        </Group>
      </nav>
      {children}
    </Page>
  );
}
