import { Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { WordingKind } from '../../api/types';
import { useFormat } from '../../i18n/use-format';
import { useWords } from '../../i18n/words';
import { AnchorLink } from '../../ui/anchor-link';
import { Card } from '../../ui/card';
import { DataList, type Column } from '../../ui/data-list';
import { Loaded } from '../../ui/loaded';
import { Page } from '../../ui/page';
import { Status } from '../../ui/status';
import { kindsQuery } from './queries';

const modules = ['privacy-requests', 'consents', 'preference-center', 'operations'] as const;

/** Every kind of message, and whether its words are shipped or the organization's own. */
export function CatalogPage() {
  const { wording: words } = useWords();
  const query = useQuery(kindsQuery);
  const columns = useColumns();
  const brand = (
    <AnchorLink to="/wording/brand" size="sm">
      {words.brand.title}
    </AnchorLink>
  );
  return (
    <Page title={words.title} summary={words.summary} actions={brand}>
      <Loaded query={query} rows={10}>
        {({ items }) => (
          <Stack>
            {modules.map((module) => (
              <Card key={module} title={words.modules[module]}>
                <DataList
                  caption={words.modules[module]}
                  columns={columns}
                  rows={items.filter((item) => item.module === module)}
                  idOf={({ kind }) => kind}
                />
              </Card>
            ))}
          </Stack>
        )}
      </Loaded>
    </Page>
  );
}

function useColumns(): Column<WordingKind>[] {
  const { wording: words, kinds, messages } = useWords();
  const format = useFormat();
  return [
    {
      key: 'kind',
      label: words.columns.kind,
      cell: ({ kind, label }) => (
        <AnchorLink to="/wording/$kind" params={{ kind }} size="sm">
          {kinds[kind] ?? label}
        </AnchorLink>
      ),
    },
    {
      key: 'channels',
      label: words.columns.channels,
      cell: ({ channels }) => format.list(channels.map((channel) => messages.channels[channel])),
    },
    { key: 'words', label: words.columns.words, cell: (kind) => <WordsOf kind={kind} /> },
  ];
}

function WordsOf({ kind: { kind, own, must_be_created } }: { readonly kind: WordingKind }) {
  const { wording: words } = useWords();
  if (own.length === 0) {
    return must_be_created ? (
      <Status tone="attention">{words.mustBeCreated}</Status>
    ) : (
      <Text size="sm" c="dimmed">
        {words.shipped}
      </Text>
    );
  }
  return (
    <>
      {words.own}{' '}
      {own.map(({ locale }, index) => (
        <span key={locale}>
          {index > 0 && ', '}
          <AnchorLink to="/wording/$kind" params={{ kind }} search={{ lang: locale }} size="sm">
            {locale}
          </AnchorLink>
        </span>
      ))}
    </>
  );
}
