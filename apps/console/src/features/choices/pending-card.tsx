import { Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useWords } from '../../i18n/words';
import { AnchorLink } from '../../ui/anchor-link';
import { Card } from '../../ui/card';
import { Loaded } from '../../ui/loaded';
import { mask } from '../../ui/mask';
import { When } from '../../ui/when';
import { pendingQuery } from './queries';

/** What waits for a person or an approver, oldest first. */
export function PendingCard() {
  const { choices: words } = useWords();
  return (
    <Card title={words.pending}>
      <Loaded query={useQuery(pendingQuery)} rows={2}>
        {({ items, total }) => (
          <Stack gap="xs">
            <Text size="sm">{total === 0 ? words.noPending : words.pendingCount(total)}</Text>
            <ul className="plain-list">
              {items.map(({ id, user, created_at }) => (
                <li key={id}>
                  <AnchorLink to="/choices/users/$id" params={{ id: user.id }} size="sm">
                    {user.organization_user_id === null ? user.id : mask(user.organization_user_id)}
                  </AnchorLink>{' '}
                  <Text span size="sm" c="dimmed">
                    <When moment={created_at} />
                  </Text>
                </li>
              ))}
            </ul>
          </Stack>
        )}
      </Loaded>
    </Card>
  );
}
