import { Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { toProblem } from '../../api/problem';
import type { MessageHistory } from '../../api/types';
import { useWords } from '../../i18n/words';
import { NotFound } from '../../shell/not-found';
import { AnchorLink } from '../../ui/anchor-link';
import { Card } from '../../ui/card';
import { Facts } from '../../ui/facts';
import { Loaded } from '../../ui/loaded';
import { Page } from '../../ui/page';
import { When } from '../../ui/when';
import { MessageActions } from './message-actions';
import { MessageStatus } from './message-status';
import { MessageTimeline } from './message-timeline';
import { messageQuery } from './queries';
import { Why } from './why';

export function MessagePage() {
  const { id } = useParams({ from: '/signed-in/messages/$id' });
  const query = useQuery(messageQuery(id));
  if (query.isError && toProblem(query.error).status === 404) return <NotFound />;
  return (
    <Loaded query={query} rows={8}>
      {(message) => <MessageDetail key={message.id} message={message} />}
    </Loaded>
  );
}

function MessageDetail({ message }: { readonly message: MessageHistory }) {
  const words = useWords();
  const back = (
    <AnchorLink to="/messages" size="sm">
      {words.messages.back}
    </AnchorLink>
  );
  return (
    <Page title={words.kinds[message.kind] ?? message.kind} actions={back}>
      <div className="two-columns">
        <Stack>
          <Why message={message} />
          <MessageTimeline message={message} />
        </Stack>
        <Stack>
          <MessageActions message={message} />
          <MessageFacts message={message} />
        </Stack>
      </div>
    </Page>
  );
}

function MessageFacts({ message }: { readonly message: MessageHistory }) {
  const { messages: words } = useWords();
  const { columns } = words;
  const { about, wording_version, wording_locale, resent_from } = message;
  const request = about?.startsWith('pri_') ? (
    <AnchorLink to="/requests/$id" params={{ id: about }} size="sm">
      {about}
    </AnchorLink>
  ) : (
    about
  );
  return (
    <Card title={words.facts}>
      <Facts
        facts={[
          [columns.state, <MessageStatus key="state" message={message} />],
          [words.about, request],
          [columns.channel, message.channel && words.channels[message.channel]],
          [columns.provider, message.provider_key],
          [columns.language, wording_locale],
          [words.wording, wording_version === null ? null : words.version(wording_version)],
          [columns.created, <When key="created" moment={message.created_at} />],
          [words.sendAt, message.send_at && <When moment={message.send_at} />],
          [words.nextTry, message.next_attempt_at && <When moment={message.next_attempt_at} />],
          [words.resentFrom, resent_from && <ResentFrom id={resent_from} />],
          [words.canceledBy, message.canceled_by],
          [words.vendorId, message.provider_message_id],
          [words.id, message.id],
        ]}
      />
    </Card>
  );
}

function ResentFrom({ id }: { readonly id: string }) {
  return (
    <AnchorLink to="/messages/$id" params={{ id }} size="sm">
      {id}
    </AnchorLink>
  );
}
