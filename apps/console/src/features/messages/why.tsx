import { Text } from '@mantine/core';
import type { MessageHistory } from '../../api/types';
import type { Words } from '../../i18n/en';
import { useWords } from '../../i18n/words';
import { Card } from '../../ui/card';
import { MessageStatus } from './message-status';
import { RemedyLink } from './remedy-link';

/** The most exact thing that is known comes first: a report, then the vendor's words, then our own reason. */
function explanationOf(
  message: MessageHistory,
  words: Words['messages'],
): readonly [string, string] | undefined {
  const { state, reason, provider_reason, delivery } = message;
  const vendorReason = delivery?.reason ?? provider_reason;
  return (
    (vendorReason && words.providerReasons[vendorReason]) ||
    (delivery && words.explanations[delivery.status]) ||
    (reason && words.reasons[reason]) ||
    words.explanations[state]
  );
}

/** What became of the message in words, and what to do. */
export function Why({ message }: { readonly message: MessageHistory }) {
  const { messages: words } = useWords();
  const [why, remedy] = explanationOf(message, words) ?? [message.reason ?? message.state, ''];
  return (
    <Card title={words.what}>
      <MessageStatus message={message} />
      <Text mt="xs" fw={600}>
        {why}
      </Text>
      {remedy && (
        <Text size="sm">
          {remedy} <RemedyLink code={message.provider_reason ?? message.reason ?? ''} />
        </Text>
      )}
      {message.missing.length > 0 && <Text size="sm">{words.missing(message.missing.join(', '))}</Text>}
    </Card>
  );
}
