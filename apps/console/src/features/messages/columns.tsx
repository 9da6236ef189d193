import type { Message } from '../../api/types';
import type { Words } from '../../i18n/en';
import { useWords } from '../../i18n/words';
import { AnchorLink } from '../../ui/anchor-link';
import type { Column } from '../../ui/data-list';
import { When } from '../../ui/when';
import { MessageStatus } from './message-status';

export function reasonOf(reason: string | null, words: Words): string {
  return reason === null ? '' : (words.messages.reasons[reason]?.[0] ?? reason);
}

export function useColumns(): Column<Message>[] {
  const words = useWords();
  const { columns, channels } = words.messages;
  return [
    {
      key: 'kind',
      label: columns.kind,
      cell: ({ id, kind }) => (
        <AnchorLink to="/messages/$id" params={{ id }} size="sm">
          {words.kinds[kind] ?? kind}
        </AnchorLink>
      ),
    },
    { key: 'state', label: columns.state, cell: (message) => <MessageStatus message={message} /> },
    { key: 'reason', label: columns.reason, cell: ({ reason }) => reasonOf(reason, words) || '–' },
    { key: 'channel', label: columns.channel, cell: ({ channel }) => (channel ? channels[channel] : '–') },
    { key: 'provider', label: columns.provider, cell: ({ provider_key }) => provider_key ?? '–' },
    { key: 'language', label: columns.language, cell: ({ wording_locale }) => wording_locale ?? '–' },
    { key: 'created', label: columns.created, cell: ({ created_at }) => <When moment={created_at} /> },
  ];
}
