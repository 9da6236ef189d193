import { Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { openStatuses } from '../../api/open-statuses';
import { rightOf } from '../../api/privacy-requests';
import type { PrivacyRequest } from '../../api/types';
import { useWords } from '../../i18n/words';
import { NotFound } from '../../shell/not-found';
import { AnchorLink } from '../../ui/anchor-link';
import { dueText } from '../../ui/due';
import { Loaded } from '../../ui/loaded';
import { Page } from '../../ui/page';
import { AcknowledgementCard } from './acknowledgement-card';
import { ClarificationCard } from './clarification-card';
import { DecideCard } from './decide-card';
import { ExtensionCard } from './extension-card';
import { FactsCard } from './facts-card';
import { NotesCard } from './notes-card';
import { requestQuery } from './queries';
import { ReceiptCard } from './receipt-card';
import { TimelineCard } from './timeline-card';

export function RequestPage() {
  const { id } = useParams({ from: '/signed-in/requests/$id' });
  const query = useQuery(requestQuery(id));
  return (
    <Loaded query={query} rows={8}>
      {({ items: [request] }) =>
        request ? <RequestDetail key={request.id} request={request} /> : <NotFound />
      }
    </Loaded>
  );
}

function RequestDetail({ request }: { readonly request: PrivacyRequest }) {
  const words = useWords().requests;
  const { id, status, days_left, reference } = request;
  const title = words.detail.title(words.action[rightOf(request)], reference ?? id);
  const isOpen = openStatuses.includes(status);
  const summary = [words.status[status], isOpen && dueText(days_left, words.due)].filter(Boolean).join(', ');
  const back = (
    <AnchorLink to="/requests" size="sm">
      {words.detail.back}
    </AnchorLink>
  );
  return (
    <Page title={title} summary={summary} actions={back}>
      <div className="two-columns">
        <Stack>
          <FactsCard request={request} />
          <TimelineCard request={request} />
        </Stack>
        <Stack>
          <DecideCard request={request} />
          <AcknowledgementCard request={request} />
          <ClarificationCard request={request} />
          <ExtensionCard request={request} />
          <NotesCard id={id} />
          {request.identity_verified_at && <ReceiptCard id={id} />}
        </Stack>
      </div>
    </Page>
  );
}
