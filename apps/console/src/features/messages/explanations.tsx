import { List, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Explanation, MessageSearch } from '../../api/types';
import { useWords } from '../../i18n/words';
import { AnchorLink } from '../../ui/anchor-link';
import { Card } from '../../ui/card';
import { Loaded } from '../../ui/loaded';
import { explanationQuery } from './queries';
import { RemedyLink } from './remedy-link';

/** Why a person got no message, or what became of those about a request. */
export function Explanations({ subject }: { readonly subject: Pick<MessageSearch, 'to' | 'about'> }) {
  const { messages: words } = useWords();
  return (
    <Card title={words.why}>
      <Loaded query={useQuery(explanationQuery(subject))} rows={2}>
        {(explanations) =>
          explanations.length === 0 ? (
            <Text size="sm">{words.nothingInTheWay}</Text>
          ) : (
            <List size="sm" spacing="xs">
              {explanations.map((explanation, index) => (
                <List.Item key={`${explanation.code} ${explanation.subject ?? index}`}>
                  <ExplanationText explanation={explanation} />
                </List.Item>
              ))}
            </List>
          )
        }
      </Loaded>
    </Card>
  );
}

function ExplanationText({ explanation }: { readonly explanation: Explanation }) {
  const { messages: words } = useWords();
  const { code, reason, detail, action, subject } = explanation;
  // of a message that was tried, the reason is the vendor's
  const byReason = code === 'skipped' ? words.reasons : { ...words.reasons, ...words.providerReasons };
  const [why, remedy] = (reason && byReason[reason]) || words.explanations[code] || [detail, action];
  return (
    <>
      <Text size="sm" fw={600} span>
        {why}
      </Text>{' '}
      <Text size="sm" span>
        {remedy}
      </Text>{' '}
      {subject?.startsWith('msg_') ? (
        <AnchorLink to="/messages/$id" params={{ id: subject }} size="sm">
          {words.open}
        </AnchorLink>
      ) : (
        <RemedyLink code={reason ?? code} />
      )}
    </>
  );
}
