import { useQuery } from '@tanstack/react-query';
import { useCan } from '../../api/session';
import type { Words } from '../../i18n/en';
import { useWords } from '../../i18n/words';
import { Page } from '../../ui/page';
import { DueCard } from './due-card';
import { FirstRun } from './first-run';
import { HealthCard } from './health-card';
import { dueQuery, healthQuery, overdueQuery, providerStatusQuery, waitingQuery } from './queries';

/** Says whether all is well, and what to do next. */
export function HomePage() {
  const words = useWords();
  const summary = useSummary(words.home.summary);
  return (
    <Page title={words.home.title} summary={summary}>
      <FirstRun />
      <div className="cards">
        <DueCard />
        <HealthCard />
      </div>
    </Page>
  );
}

function useSummary(words: Words['home']['summary']): string {
  const can = useCan();
  const [seesProviders, seesRequests] = [can('messaging:read'), can('privacy-request:read')];
  const health = useQuery(healthQuery);
  const status = useQuery({ ...providerStatusQuery, enabled: seesProviders });
  const overdue = useQuery({ ...overdueQuery, enabled: seesRequests }).data?.total ?? 0;
  const waiting = useQuery({ ...waitingQuery, enabled: seesRequests }).data?.total ?? 0;
  const due = useQuery({ ...dueQuery, enabled: seesRequests }).data?.items ?? [];
  const soon = due.filter(({ days_left }) => days_left >= 0 && days_left <= 7).length;
  if (health.isPending || (seesProviders && status.isPending)) return '';
  const isDown = Object.values(health.data?.checks ?? {}).includes('down');
  const sentences = [
    ...(isDown ? [words.notReady] : []),
    ...(status.data && status.data.config_status !== 'configured' ? [words.noProvider] : []),
    ...(overdue > 0 ? [words.overdue(overdue)] : []),
    ...(soon > 0 ? [words.dueSoon(soon)] : []),
    ...(waiting > 0 ? [words.review(waiting)] : []),
  ];
  // who does not see all of it is not told that all is well
  return sentences.join(' ') || (seesProviders && seesRequests ? words.good : '');
}
