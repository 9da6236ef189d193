import { Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { addressOf, rightOf } from '../../api/privacy-requests';
import type { PrivacyRequest } from '../../api/types';
import { useWords } from '../../i18n/words';
import { AnchorLink } from '../../ui/anchor-link';
import { Card } from '../../ui/card';
import { dueText } from '../../ui/due';
import { Loaded } from '../../ui/loaded';
import { mask } from '../../ui/mask';
import { dueQuery } from './queries';

export function DueCard() {
  const words = useWords().home.due;
  const query = useQuery(dueQuery);
  const all = (
    <AnchorLink to="/requests" size="sm">
      {words.all}
    </AnchorLink>
  );
  return (
    <Card title={words.title} actions={all}>
      <Loaded query={query}>
        {({ items }) => (
          <Stack gap="xs" component="ul" className="plain-list">
            {items.length === 0 && <Text component="li">{words.empty}</Text>}
            {items.map((request) => (
              <DueRow key={request.id} request={request} />
            ))}
          </Stack>
        )}
      </Loaded>
    </Card>
  );
}

function DueRow({ request }: { readonly request: PrivacyRequest }) {
  const { requests: words } = useWords();
  const address = addressOf(request);
  return (
    <li>
      <AnchorLink to="/requests/$id" params={{ id: request.id }} size="sm">
        {words.detail.title(words.action[rightOf(request)], request.reference ?? request.id)}
      </AnchorLink>
      <Text size="sm">
        {[dueText(request.days_left, words.due), address && mask(address), words.status[request.status]]
          .filter(Boolean)
          .join(' · ')}
      </Text>
    </li>
  );
}
