import { Alert, Button, Code, Group, Select, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { AuditEntry } from '../../../api/types';
import { useMutation } from '../../../api/use-mutation';
import { useWords } from '../../../i18n/words';
import { DataList } from '../../../ui/data-list';
import { downloadText } from '../../../ui/download';
import { Loaded } from '../../../ui/loaded';
import { Pages } from '../../../ui/pages';
import { ProblemAlert } from '../../../ui/problem-alert';
import { ScopedButton } from '../../../ui/scoped-button';
import { SearchForm } from '../../../ui/search-form';
import { When } from '../../../ui/when';
import { SettingsPage } from '../settings-page';
import { kinds, readAuditFilters, type AuditFilters } from './filters';
import { auditQuery, exportAll, verifyAll } from './queries';

/** Who did what, and who looked at whom. */
export function AuditPage() {
  const words = useWords();
  const { audit } = words.settings;
  const navigate = useNavigate();
  const filters = readAuditFilters(useSearch({ strict: false }));
  const change = (next: Readonly<Record<string, unknown>>) =>
    void navigate({ to: '/settings/audit', search: readAuditFilters({ ...filters, page: 1, ...next }) });
  return (
    <SettingsPage section="audit" actions={<Actions />}>
      <Filters filters={filters} onChange={change} />
      <Loaded query={useQuery(auditQuery(filters))} rows={8}>
        {({ items, total, pages }) => (
          <>
            <Text size="sm" role="status">
              {items.length > 0 ? words.found(total) : audit.empty}
            </Text>
            {items.length > 0 && <Entries items={items} />}
            <Pages page={filters.page ?? 1} pages={pages} onChange={(page) => change({ page })} />
          </>
        )}
      </Loaded>
    </SettingsPage>
  );
}

interface FilterProps {
  readonly filters: AuditFilters;
  readonly onChange: (next: Readonly<Record<string, unknown>>) => void;
}

function Filters({ filters, onChange }: FilterProps) {
  const words = useWords();
  const { audit } = words.settings;
  return (
    <Group align="flex-end" gap="sm">
      <SearchForm
        label={audit.actor}
        help={audit.actorHelp}
        text={filters.actor ?? ''}
        onSearch={(actor) => onChange({ actor })}
      />
      <Select
        label={audit.columns.kind}
        size="sm"
        data={[
          { value: '', label: words.all },
          ...kinds.map((value) => ({ value, label: audit.kinds[value] })),
        ]}
        value={filters.kind ?? ''}
        allowDeselect={false}
        onChange={(kind) => onChange({ kind })}
      />
      {Object.keys(filters).length > 0 && (
        <Button variant="default" onClick={() => onChange({ kind: '', actor: '', action: '' })}>
          {words.clearFilters}
        </Button>
      )}
    </Group>
  );
}

function Entries({ items }: { readonly items: readonly AuditEntry[] }) {
  const { audit: words } = useWords().settings;
  const columns = [
    { key: 'at', label: words.columns.at, cell: ({ at }: AuditEntry) => <When moment={at} /> },
    {
      key: 'actor',
      label: words.columns.actor,
      cell: ({ actor }: AuditEntry) => (
        <>
          {words.actors[actor.kind]} <Code>{actor.id}</Code>
        </>
      ),
    },
    { key: 'kind', label: words.columns.kind, cell: ({ kind }: AuditEntry) => words.kinds[kind] },
    { key: 'action', label: words.columns.action, cell: ({ action }: AuditEntry) => <Code>{action}</Code> },
    {
      key: 'what',
      label: words.columns.what,
      cell: ({ targets, fields, persons }: AuditEntry) =>
        [...targets, ...fields, ...(persons.length > 0 ? [words.persons(persons.length)] : [])].join(', '),
    },
  ];
  return <DataList caption={words.caption} columns={columns} rows={items} idOf={({ id }) => id} />;
}

function Actions() {
  const { audit: words } = useWords().settings;
  const verifying = useMutation({ mutationFn: verifyAll });
  const exporting = useMutation({
    mutationFn: exportAll,
    onSuccess: (lines) => downloadText('audit.ndjson', lines, 'application/x-ndjson'),
  });
  const verdict = verifying.data;
  const error = verifying.error ?? exporting.error;
  return (
    <>
      <ScopedButton
        scope="audit:read"
        variant="default"
        loading={verifying.isPending}
        onClick={() => verifying.mutate()}
      >
        {words.verify}
      </ScopedButton>
      <ScopedButton
        scope="audit:read"
        variant="default"
        loading={exporting.isPending}
        onClick={() => exporting.mutate()}
      >
        {words.export}
      </ScopedButton>
      {verdict && (
        <Alert color={verdict.brokenAt === null ? 'green' : 'red'} variant="outline" role="status">
          {verdict.brokenAt === null ? words.intact(verdict.entries) : words.broken(verdict.brokenAt)}
        </Alert>
      )}
      {error && <ProblemAlert error={error} />}
    </>
  );
}
