import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { KeptMessage } from '../../api/types';
import { useWords } from '../../i18n/words';
import { AnchorLink } from '../../ui/anchor-link';
import { DataList } from '../../ui/data-list';
import { Loaded } from '../../ui/loaded';
import { mask } from '../../ui/mask';
import { Page } from '../../ui/page';
import { When } from '../../ui/when';
import { inboxQuery } from './queries';

/** What the provider inbox kept instead of sending it. */
export function InboxPage() {
  const words = useWords();
  const { inbox } = words;
  const columns = [
    {
      key: 'subject',
      label: inbox.columns.message,
      cell: ({ id, subject }: KeptMessage) => (
        <AnchorLink to="/inbox/$id" params={{ id }} size="sm">
          {subject ?? inbox.sms}
        </AnchorLink>
      ),
    },
    {
      key: 'channel',
      label: inbox.columns.channel,
      cell: ({ channel }: KeptMessage) => inbox.channels[channel],
    },
    {
      key: 'to',
      label: inbox.columns.to,
      cell: ({ to }: KeptMessage) => <span className="address">{mask(to)}</span>,
    },
    { key: 'sent', label: inbox.columns.sent, cell: ({ sent_at }: KeptMessage) => <When moment={sent_at} /> },
  ];
  return (
    <Page title={inbox.title} summary={inbox.summary}>
      <Loaded query={useQuery(inboxQuery)} rows={8}>
        {({ messages }) => (
          <>
            <Text size="sm" role="status">
              {messages.length > 0 ? words.found(messages.length) : inbox.empty}
            </Text>
            {messages.length > 0 && (
              <DataList caption={inbox.title} columns={columns} rows={messages} idOf={({ id }) => id} />
            )}
          </>
        )}
      </Loaded>
    </Page>
  );
}
