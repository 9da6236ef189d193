import { Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useWords } from '../../i18n/words';
import { Loaded } from '../../ui/loaded';
import { MessagePreview } from '../../ui/message-preview';
import type { Decision } from './decisions';
import { decisionPreviewQuery } from './queries';

const previewAfterMs = 300;

interface Props {
  readonly decision: Exclude<Decision, 'cancel'>;
  readonly ids: readonly string[];
  readonly reason: string;
}

/** What the person is about to be sent, in their language; of several requests, the first. */
export function DecisionMessage({ decision, ids, reason }: Props) {
  const { decide: words } = useWords().requests;
  const [shownReason] = useDebouncedValue(reason, previewAfterMs);
  const query = useQuery(decisionPreviewQuery(ids[0] ?? '', decision, shownReason));
  return (
    <Stack gap="xs">
      <Text size="sm" fw={600}>
        {ids.length > 1 ? words.messageOfFirst : words.message}
      </Text>
      <Loaded query={query} rows={4}>
        {({ message }) =>
          message ? (
            <>
              {message.rendered.map((rendered, index) => (
                <MessagePreview
                  key={message.channels[index] ?? index}
                  title={words.message}
                  message={rendered}
                />
              ))}
            </>
          ) : (
            <Text size="sm">{words.noMessage}</Text>
          )
        }
      </Loaded>
    </Stack>
  );
}
