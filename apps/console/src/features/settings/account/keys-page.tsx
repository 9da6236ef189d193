import { Button, Code, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { api } from '../../../api/client';
import { useWords } from '../../../i18n/words';
import { DataList } from '../../../ui/data-list';
import { downloadText } from '../../../ui/download';
import { Loaded } from '../../../ui/loaded';
import { SettingsPage } from '../settings-page';

const keysQuery = api.queryOptions('get', '/.well-known/jwks.json');

type SigningKey = Readonly<Record<string, unknown>>;
const textOf = (key: SigningKey, name: string): string => {
  const value = key[name];
  return typeof value === 'string' ? value : '';
};

/** The public keys with which others verify what we have signed. */
export function KeysPage() {
  const { keys: words } = useWords().settings;
  const columns = [
    { key: 'id', label: words.columns.id, cell: (key: SigningKey) => <Code>{textOf(key, 'kid')}</Code> },
    {
      key: 'type',
      label: words.columns.type,
      cell: (key: SigningKey) => [textOf(key, 'alg'), textOf(key, 'crv')].filter(Boolean).join(', '),
    },
  ];
  return (
    <SettingsPage section="keys">
      <Loaded query={useQuery(keysQuery)} rows={2}>
        {({ keys }) => (
          <>
            {keys.length === 0 ? (
              <Text size="sm">{words.empty}</Text>
            ) : (
              <DataList
                caption={words.caption}
                columns={columns}
                rows={keys}
                idOf={(key) => textOf(key, 'kid')}
              />
            )}
            <div>
              <Button
                variant="default"
                onClick={() =>
                  downloadText('jwks.json', JSON.stringify({ keys }, null, 2), 'application/json')
                }
              >
                {words.download}
              </Button>
            </div>
          </>
        )}
      </Loaded>
    </SettingsPage>
  );
}
