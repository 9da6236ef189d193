import { Code, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../../api/client';
import type { Setting } from '../../../api/types';
import { useWords } from '../../../i18n/words';
import { DataList } from '../../../ui/data-list';
import { Loaded } from '../../../ui/loaded';
import { ScopedButton } from '../../../ui/scoped-button';
import { SettingsPage } from '../settings-page';
import { editors, typedOf } from './editable';
import { SettingDialog } from './setting-dialog';

const settingsQuery = api.queryOptions('get', '/api/v1/config/effective');

/** Every setting as it holds, and where it comes from. */
export function GeneralPage() {
  const { settings, none } = useWords();
  const words = settings.general;
  const [chosen, setChosen] = useState<Setting | null>(null);
  const columns = [
    {
      key: 'name',
      label: words.columns.setting,
      cell: ({ name }: Setting) => (
        <>
          {words.names[name] && <Text size="sm">{words.names[name]}</Text>}
          <Code>{name}</Code>
        </>
      ),
    },
    {
      key: 'value',
      label: words.columns.value,
      cell: ({ value }: Setting) => <span className="free-text">{typedOf(value) || none}</span>,
    },
    {
      key: 'source',
      label: words.columns.source,
      cell: ({ source }: Setting) => words.sources[source],
    },
    {
      key: 'action',
      label: words.columns.action,
      cell: (setting: Setting) =>
        editors[setting.name] ? (
          <ScopedButton
            scope="config:update"
            size="compact-sm"
            variant="default"
            aria-label={words.changeNamed(words.names[setting.name] ?? setting.name)}
            onClick={() => setChosen(setting)}
          >
            {words.change}
          </ScopedButton>
        ) : null,
    },
  ];
  return (
    <SettingsPage section="general">
      <Loaded query={useQuery(settingsQuery)} rows={8}>
        {({ settings: all }) => (
          <DataList caption={words.caption} columns={columns} rows={all} idOf={({ name }) => name} />
        )}
      </Loaded>
      {chosen && <SettingDialog setting={chosen} onClose={() => setChosen(null)} />}
    </SettingsPage>
  );
}
