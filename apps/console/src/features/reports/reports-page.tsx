import { Select, Stack, Text } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { api } from '../../api/client';
import type { MessageCounts, Report, VerificationCounts } from '../../api/types';
import { useFormat } from '../../i18n/use-format';
import { useTranslation, useWords } from '../../i18n/words';
import { Card } from '../../ui/card';
import { DataList, type Column } from '../../ui/data-list';
import { Loaded } from '../../ui/loaded';
import { Page } from '../../ui/page';
import { Bars } from './bars';
import { dayChoices, defaultDays, everyDay, readDays } from './days';
import { durationText, percent } from './numbers';

export function ReportsPage() {
  const { reports: words, kinds } = useWords();
  const navigate = useNavigate();
  const { days = defaultDays } = readDays(useSearch({ strict: false }));
  const query = useQuery({
    ...api.queryOptions('get', '/api/v1/reports', { params: { query: { days } } }),
    placeholderData: keepPreviousData,
  });
  return (
    <Page title={words.title} summary={words.summary}>
      <Select
        label={words.time}
        size="xs"
        maw={200}
        data={dayChoices.map((choice) => ({ value: String(choice), label: words.days(choice) }))}
        value={String(days)}
        allowDeselect={false}
        onChange={(value) => void navigate({ to: '/reports', search: readDays({ days: value }) })}
      />
      <Loaded query={query} rows={10}>
        {(report) => (
          <Stack>
            <Volume report={report} />
            <Verifications counts={report.verifications} />
            <Grouped
              title={words.byKind}
              label={words.columns.kind}
              rows={report.messages.kinds}
              nameOf={({ kind }) => kinds[kind] ?? kind}
            />
            <Providers report={report} />
            <Grouped
              title={words.byCountry}
              label={words.columns.country}
              rows={report.messages.countries}
              nameOf={({ country }) => country}
            />
          </Stack>
        )}
      </Loaded>
    </Page>
  );
}

/** Counts of each day, by outcome. */
function Volume({ report: { from, to, messages } }: { readonly report: Report }) {
  const { reports: words } = useWords();
  const { language } = useTranslation();
  const { date } = useFormat();
  const { all, days } = messages;
  const columns = useCountColumns<(typeof days)[number]>(words.columns.day, ({ day }) => date(day));
  const known = new Map(days.map((day) => [day.day, day]));
  const bars = everyDay(from, to).map((day) => {
    const { sent = 0, failed = 0, skipped = 0, waiting = 0 } = known.get(day) ?? {};
    const label = words.day(date(day), sent, failed);
    const parts = [
      { name: 'sent', value: sent, tone: 'good' },
      { name: 'failed', value: failed, tone: 'bad' },
      { name: 'others', value: skipped + waiting, tone: 'quiet' },
    ];
    return { key: day, label, parts };
  });
  const share = percent(all.sent, all.sent + all.failed);
  return (
    <Card title={words.volume}>
      <Stack gap="sm">
        <Text size="sm">
          {all.messages === 0
            ? words.none
            : words.volumeSentence(all.messages, share, durationText(all.send_ms_median, language))}
        </Text>
        {all.messages > 0 && (
          <>
            <Bars title={words.volume} bars={bars} />
            <details className="disclosure">
              <summary>{words.asTable}</summary>
              <DataList caption={words.volume} columns={columns} rows={days} idOf={({ day }) => day} />
            </details>
          </>
        )}
      </Stack>
    </Card>
  );
}

interface GroupedProps<Row extends MessageCounts> {
  readonly title: string;
  readonly label: string;
  readonly rows: readonly Row[];
  readonly nameOf: (row: Row) => string;
}

function Grouped<Row extends MessageCounts>({ title, label, rows, nameOf }: GroupedProps<Row>) {
  const { reports: words } = useWords();
  const columns = useCountColumns(label, nameOf);
  const worst = rows
    .filter(({ failed, undelivered }) => failed + undelivered > 0)
    .toSorted((a, b) => b.failed + b.undelivered - a.failed - a.undelivered)[0];
  return (
    <Card title={title}>
      <Stack gap="sm">
        <Text size="sm">
          {rows.length === 0
            ? words.none
            : worst
              ? words.worst(nameOf(worst), worst.failed + worst.undelivered)
              : words.noneFailed}
        </Text>
        {rows.length > 0 && <DataList caption={title} columns={columns} rows={rows} idOf={nameOf} />}
      </Stack>
    </Card>
  );
}

function Providers({ report }: { readonly report: Report }) {
  const { reports: words, messages } = useWords();
  const rows = report.messages.providers.filter(({ provider_key }) => provider_key !== null);
  return (
    <Grouped
      title={words.byProvider}
      label={words.columns.provider}
      rows={rows}
      nameOf={({ provider_key, channel }) =>
        `${provider_key ?? '–'}${channel ? ` (${messages.channels[channel]})` : ''}`
      }
    />
  );
}

function useCountColumns<Row extends MessageCounts>(
  label: string,
  nameOf: (row: Row) => string,
): Column<Row>[] {
  const { reports: words } = useWords();
  const { language } = useTranslation();
  const { columns } = words;
  const number = new Intl.NumberFormat(language);
  const count = (key: keyof MessageCounts & keyof typeof columns): Column<Row> => ({
    key,
    label: columns[key],
    cell: (row) => number.format(row[key] ?? 0),
  });
  return [
    { key: 'name', label, cell: nameOf },
    count('messages'),
    count('sent'),
    count('delivered'),
    count('undelivered'),
    count('failed'),
    count('skipped'),
    {
      key: 'send',
      label: columns.send,
      cell: ({ send_ms_median, send_ms_p95 }) =>
        `${durationText(send_ms_median, language)} / ${durationText(send_ms_p95, language)}`,
    },
    {
      key: 'delivery',
      label: columns.delivery,
      cell: ({ delivery_ms_median }) => durationText(delivery_ms_median, language),
    },
  ];
}

/** From the code or link to the proof. */
function Verifications({ counts }: { readonly counts: readonly VerificationCounts[] }) {
  const { reports: words, kinds, messages } = useWords();
  const { language } = useTranslation();
  const { columns } = words;
  const [asked, verified] = [
    counts.reduce((sum, row) => sum + row.asked, 0),
    counts.reduce((sum, row) => sum + row.verified, 0),
  ];
  const rows: Column<VerificationCounts>[] = [
    { key: 'kind', label: columns.kind, cell: ({ kind }) => kinds[kind] ?? kind },
    { key: 'channel', label: columns.channel, cell: ({ channel }) => messages.channels[channel] },
    { key: 'asked', label: columns.asked, cell: ({ asked: count }) => count },
    {
      key: 'verified',
      label: columns.verified,
      cell: (row) => `${row.verified} (${percent(row.verified, row.asked) ?? 0} %)`,
    },
    { key: 'exhausted', label: columns.exhausted, cell: ({ exhausted }) => exhausted },
    { key: 'disowned', label: columns.disowned, cell: ({ disowned }) => disowned },
    {
      key: 'time',
      label: columns.verification,
      cell: ({ verify_ms_median }) => durationText(verify_ms_median, language),
    },
  ];
  const share = percent(verified, asked);
  return (
    <Card title={words.funnel}>
      <Stack gap="sm">
        <Text size="sm">
          {share === null ? words.noVerification : words.funnelSentence(asked, verified, share)}
        </Text>
        {counts.length > 0 && (
          <>
            <Bars
              title={words.funnel}
              bars={counts.map((row) => ({
                key: `${row.kind} ${row.channel}`,
                label: `${kinds[row.kind] ?? row.kind}, ${messages.channels[row.channel]}`,
                parts: [
                  { name: 'verified', value: row.verified, tone: 'good' },
                  { name: 'others', value: row.asked - row.verified, tone: 'quiet' },
                ],
              }))}
            />
            <DataList
              caption={words.funnel}
              columns={rows}
              rows={counts}
              idOf={({ kind, channel }) => `${kind} ${channel}`}
            />
          </>
        )}
      </Stack>
    </Card>
  );
}
