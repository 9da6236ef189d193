import { openStatuses } from '../../api/open-statuses';
import { addressOf, rightOf } from '../../api/privacy-requests';
import type { PrivacyRequest } from '../../api/types';
import { useWords } from '../../i18n/words';
import { AnchorLink } from '../../ui/anchor-link';
import type { Column } from '../../ui/data-list';
import { dueText } from '../../ui/due';
import { mask } from '../../ui/mask';
import { Status } from '../../ui/status';
import { When } from '../../ui/when';
import { tones } from './status';

export function useColumns(): Column<PrivacyRequest>[] {
  const words = useWords().requests;
  const { columns } = words;
  return [
    {
      key: 'reference',
      label: columns.reference,
      cell: ({ id, reference }) => (
        <AnchorLink to="/requests/$id" params={{ id }} size="sm">
          {reference ?? id}
        </AnchorLink>
      ),
    },
    {
      key: 'person',
      label: columns.person,
      cell: (request) => {
        const address = addressOf(request);
        return address ? mask(address) : words.unknownPerson;
      },
    },
    { key: 'right', label: columns.right, cell: (request) => words.action[rightOf(request)] },
    {
      key: 'status',
      label: columns.status,
      cell: ({ status }) => <Status tone={tones[status]}>{words.status[status]}</Status>,
    },
    {
      key: 'due',
      label: columns.due,
      cell: ({ status, days_left }) => (openStatuses.includes(status) ? dueText(days_left, words.due) : '–'),
    },
    {
      key: 'received',
      label: columns.received,
      cell: ({ created_at }) => <When moment={created_at} dateOnly />,
    },
  ];
}
