import type { MessageHistory } from '../../api/types';
import { useWords } from '../../i18n/words';
import { Card } from '../../ui/card';
import { Timeline, type TimelineEntry } from '../../ui/timeline';

/** Accepted, each try, each report, and the end. */
export function MessageTimeline({ message }: { readonly message: MessageHistory }) {
  const words = useWords();
  const { timeline, outcomes, providerReasons } = words.messages;
  const reasonText = (reason: string | null, code: string | null): string =>
    [reason && (providerReasons[reason]?.[0] ?? reason), code].filter(Boolean).join(' · ');
  const tries = message.tries.map((one): TimelineEntry => ({
    key: `try ${one.number}`,
    moment: one.finished_at,
    title: timeline.tried(one.provider_key ?? one.service_type, outcomes[one.outcome]),
    detail: reasonText(one.reason, one.code),
  }));
  const reports = message.reports.map((one, index): TimelineEntry => ({
    key: `report ${index}`,
    moment: one.at,
    title: timeline.reported(one.provider_key, words.deliveryStates[one.status]),
    detail: reasonText(one.reason, one.code),
  }));
  const end: TimelineEntry[] = message.settled_at
    ? [{ key: 'end', moment: message.settled_at, title: words.messageStates[message.state] }]
    : [];
  const accepted = { key: 'accepted', moment: message.created_at, title: timeline.accepted };
  return (
    <Card title={timeline.title}>
      <Timeline label={timeline.title} entries={[accepted, ...tries, ...end, ...reports]} />
    </Card>
  );
}
