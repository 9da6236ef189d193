import { Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useActorNames } from '../../api/actors';
import { labelledTexts } from '../../api/privacy-requests';
import { useCan } from '../../api/session';
import type { PrivacyRequest } from '../../api/types';
import { useWords } from '../../i18n/words';
import { Card } from '../../ui/card';
import { Facts, type Fact } from '../../ui/facts';
import { Masked } from '../../ui/masked';
import { Status } from '../../ui/status';
import { When } from '../../ui/when';
import { deadlinesQuery, lawsQuery } from './queries';
import { tones } from './status';

export function FactsCard({ request }: { readonly request: PrivacyRequest }) {
  const words = useWords().requests;
  const { detail, columns } = words;
  const nameOf = useActorNames();
  const deadlines = useQuery(deadlinesQuery(request.id)).data;
  const people = labelledTexts(request.identity).map(([label, value]): Fact => [
    label,
    <Masked key={label} address={value} />,
  ]);
  const answers = labelledTexts(request.custom_privacy_request_fields).map(([label, value]): Fact => [
    label,
    <span key={label} className="free-text">
      {value}
    </span>,
  ]);
  const lawName = useLawName(deadlines?.law);
  const law = lawName && `${lawName}${deadlines?.is_assumed ? ` (${detail.assumed})` : ''}`;
  const verified = request.identity_verified_at;
  return (
    <Card title={detail.facts}>
      <Stack>
        <Facts
          facts={[
            ...people,
            [
              columns.status,
              <Status key="status" tone={tones[request.status]}>
                {words.status[request.status]}
              </Status>,
            ],
            [detail.verified, verified ? <When moment={verified} /> : detail.notVerified],
            [detail.received, <When key="received" moment={request.requested_at} />],
            [detail.dueDate, <When key="due" moment={request.due_date} dateOnly />],
            [detail.law, law],
            [detail.decidedBy, request.reviewed_by && <bdi>{nameOf(request.reviewed_by)}</bdi>],
            [detail.source, request.source],
            [detail.location, request.location],
            [detail.id, request.id],
          ]}
        />
        {answers.length > 0 && (
          <section aria-label={detail.fields}>
            <Facts facts={answers} />
          </section>
        )}
      </Stack>
    </Card>
  );
}

/** Its id for those who may not read the laws. */
function useLawName(id: string | null | undefined): string | null {
  const enabled = useCan()('law:read') && Boolean(id);
  const { data } = useQuery({ ...lawsQuery(), enabled });
  return data?.laws.find((law) => law.id === id)?.name ?? id ?? null;
}
