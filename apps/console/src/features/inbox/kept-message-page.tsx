import { Anchor, List, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { KeptMessage } from '../../api/types';
import { useWords } from '../../i18n/words';
import { NotFound } from '../../shell/not-found';
import { AnchorLink } from '../../ui/anchor-link';
import { Card } from '../../ui/card';
import { Facts } from '../../ui/facts';
import { Loaded } from '../../ui/loaded';
import { MailFrame } from '../../ui/mail-frame';
import { Masked } from '../../ui/masked';
import { Page } from '../../ui/page';
import { When } from '../../ui/when';
import { linksIn } from './links';
import { htmlQuery, inboxQuery } from './queries';

export function KeptMessagePage() {
  const { id } = useParams({ from: '/signed-in/inbox/$id' });
  return (
    <Loaded query={useQuery(inboxQuery)} rows={8}>
      {({ messages }) => {
        const message = messages.find((one) => one.id === id);
        return message ? <Detail key={id} message={message} /> : <NotFound />;
      }}
    </Loaded>
  );
}

/** The title holds nothing of the message: browsers keep titles, and a message may have a code. */
function Detail({ message }: { readonly message: KeptMessage }) {
  const { inbox: words } = useWords();
  const { subject, channel, to, from_name, reply_to, sent_at, text, html } = message;
  const back = (
    <AnchorLink to="/inbox" size="sm">
      {words.back}
    </AnchorLink>
  );
  return (
    <Page title={words.detail} actions={back}>
      <Card title={subject ?? words.sms}>
        <Facts
          facts={[
            [words.columns.to, <Masked key="to" address={to} />],
            [words.columns.channel, words.channels[channel]],
            [words.from, from_name],
            [words.replyTo, reply_to.join(', ')],
            [words.columns.sent, <When key="sent" moment={sent_at} />],
          ]}
        />
      </Card>
      <Links text={text} />
      {html !== null && (
        <Card title={words.html}>
          <Html message={message} />
        </Card>
      )}
      <Card title={words.text}>
        <Text size="sm" className="free-text">
          {text}
        </Text>
      </Card>
    </Page>
  );
}

function Html({ message }: { readonly message: KeptMessage }) {
  const { frame } = useWords().inbox;
  return (
    <Loaded query={useQuery(htmlQuery(message))}>{(html) => <MailFrame title={frame} html={html} />}</Loaded>
  );
}

/** In the frame no link can be followed. */
function Links({ text }: { readonly text: string }) {
  const { inbox: words } = useWords();
  const links = linksIn(text);
  if (links.length === 0) return null;
  return (
    <Card title={words.links}>
      <List size="sm">
        {links.map((link) => (
          <List.Item key={link}>
            <Anchor href={link} target="_blank" rel="noreferrer" size="sm" className="address">
              {link}
            </Anchor>
          </List.Item>
        ))}
      </List>
    </Card>
  );
}
