import { Group } from '@mantine/core';
import { useLocation } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useWords } from '../../i18n/words';
import { settingsPages } from '../../shell/places';
import { AnchorLink } from '../../ui/anchor-link';
import { Page } from '../../ui/page';

export type Section = (typeof settingsPages)[number];

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
          {settingsPages.map((name) => (
            <AnchorLink
              key={name}
              to={`/settings/${name}`}
              size="sm"
              fw={name === section ? 700 : 400}
              aria-current={pathname === `/settings/${name}` ? 'page' : undefined}
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
