import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useActorNames } from '../../api/actors';
import type { PrivacyRequest } from '../../api/types';
import { useWords } from '../../i18n/words';
import { AnchorLink } from '../../ui/anchor-link';
import { Card } from '../../ui/card';
import { Loaded } from '../../ui/loaded';
import { Timeline, type TimelineEntry } from '../../ui/timeline';
import { historyQuery, messagesQuery } from './queries';

/** What happened to the request, and the messages about it, in one order. */
export function TimelineCard({ request }: { readonly request: PrivacyRequest }) {
  const { id, denial_reason } = request;
  const words = useWords();
  const { detail, log } = words.requests;
  const nameOf = useActorNames();
  const messages = useQuery(messagesQuery(id)).data?.items ?? [];
  const sent = messages.map((message): TimelineEntry => ({
    key: message.id,
    moment: message.settled_at ?? message.created_at,
    title: (
      <>
        <AnchorLink to="/messages/$id" params={{ id: message.id }} size="sm">
          {words.kinds[message.kind] ?? message.kind}
        </AnchorLink>
        {`: ${words.messageStates[message.state]}`}
        {message.delivery && `, ${words.deliveryStates[message.delivery.status]}`}
      </>
    ),
  }));
  return (
    <Card title={detail.timeline}>
      <Loaded query={useQuery(historyQuery(id))}>
        {({ entries }) => {
          const happened = entries.map(({ happened_at, what, by, detail: text }, index): TimelineEntry => ({
            key: `${happened_at} ${what} ${index}`,
            moment: happened_at,
            title:
              what === 'pending' && by === 'person'
                ? detail.verifiedByPerson
                : `${log[what] ?? what}, ${detail.by(detail.actors[by] ?? nameOf(by))}`,
            detail: what === 'denied' ? (text ?? denial_reason) : text,
          }));
          const all = [...happened, ...sent];
          if (all.length === 0) return <Text size="sm">{detail.timelineEmpty}</Text>;
          return <Timeline label={detail.timeline} entries={all} />;
        }}
      </Loaded>
    </Card>
  );
}
