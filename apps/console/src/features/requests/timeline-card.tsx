import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useWords } from '../../i18n/words';
import { Card } from '../../ui/card';
import { Loaded } from '../../ui/loaded';
import { Timeline, type TimelineEntry } from '../../ui/timeline';
import { historyQuery, messagesQuery } from './queries';

/** What happened to the request, and the messages about it, in one order. */
export function TimelineCard({ id }: { readonly id: string }) {
  const words = useWords();
  const { detail, log } = words.requests;
  const messages = useQuery(messagesQuery(id)).data?.items ?? [];
  const sent = messages.map((message): TimelineEntry => ({
    key: message.id,
    moment: message.settled_at ?? message.created_at,
    title: detail.message(words.kinds[message.kind] ?? message.kind, words.messageStates[message.state]),
  }));
  return (
    <Card title={detail.timeline}>
      <Loaded query={useQuery(historyQuery(id))}>
        {({ entries }) => {
          const happened = entries.map(({ happened_at, what, by, detail: text }, index): TimelineEntry => ({
            key: `${happened_at} ${what} ${index}`,
            moment: happened_at,
            title: `${log[what] ?? what}, ${detail.by(detail.actors[by] ?? by)}`,
            detail: text,
          }));
          const all = [...happened, ...sent];
          if (all.length === 0) return <Text size="sm">{detail.timelineEmpty}</Text>;
          return <Timeline label={detail.timeline} entries={all} />;
        }}
      </Loaded>
    </Card>
  );
}
