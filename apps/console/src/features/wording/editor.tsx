import { Alert, Button, Group, SegmentedControl, Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { toProblem } from '../../api/problem';
import type { Wording, WordingKind } from '../../api/types';
import { useMutation } from '../../api/use-mutation';
import { previewQuery, type Place } from '../../api/wordings';
import { useWords } from '../../i18n/words';
import { Card } from '../../ui/card';
import { DiffView } from '../../ui/diff-view';
import { notices } from '../../ui/notices';
import { ProblemAlert } from '../../ui/problem-alert';
import { ScopedButton } from '../../ui/scoped-button';
import { useSavedDraft } from '../../ui/use-saved-draft';
import { parts, textOf, type Part, type WordingDraft } from './editing';
import { Preview } from './preview';
import { PartFields } from './part-fields';
import { saveWording, wordingQuery } from './queries';
import { TestCard } from './test-card';
import { VersionsCard } from './versions-card';

const previewAfterMs = 300;

interface Props {
  readonly kind: WordingKind;
  readonly place: Place;
  readonly wording: Wording;
  readonly part: Part;
  readonly onPart: (part: Part) => void;
}

/** A local draft beside what it looks like; saving makes a version. */
export function Editor({ kind, place, wording, part, onPart }: Props) {
  const { wording: words } = useWords();
  const queryClient = useQueryClient();
  const [saved, setDraft, clearDraft] = useSavedDraft<WordingDraft>(`wording ${place.kind} ${place.locale}`);
  const draft = saved ?? { version: wording.version, changes: {} };
  const { changes } = draft;
  const isChanged = Object.keys(changes).length > 0;
  const [shownChanges] = useDebouncedValue(changes, previewAfterMs);
  const channel = part === 'sms' ? 'sms' : 'email';
  const preview = useQuery(previewQuery(place, { channel, changes: shownChanges }));
  const saving = useMutation({
    mutationFn: () => saveWording(place, draft),
    onSuccess: async ({ version }) => {
      clearDraft();
      await queryClient.invalidateQueries();
      notices.say(words.saved(version));
    },
    onError: (error) => {
      // shows what was saved meanwhile
      if (toProblem(error).code === 'template_changed')
        void queryClient.invalidateQueries({ queryKey: wordingQuery(place).queryKey });
    },
  });
  const isStale = isChanged && draft.version !== wording.version;
  const shown = parts.filter((one) => one !== 'sms' || kind.channels.includes('sms'));
  return (
    <div className="editor">
      <Stack>
        <SegmentedControl
          aria-label={words.part}
          data={shown.map((value) => ({ value, label: words.parts[value] }))}
          value={part}
          onChange={(value) => onPart(shown.find((one) => one === value) ?? 'email')}
        />
        {isStale && (
          <Stale
            wording={wording}
            draft={draft}
            onKeep={() => setDraft({ ...draft, version: wording.version })}
            onDrop={clearDraft}
          />
        )}
        <PartFields
          kind={kind}
          wording={wording}
          part={part}
          changes={changes}
          onChange={(next) => {
            if (Object.keys(next).length > 0) setDraft({ version: draft.version, changes: next });
            else clearDraft();
          }}
        />
        {preview.error && <Lint error={preview.error} />}
        {saving.error && toProblem(saving.error).code !== 'template_changed' && (
          <ProblemAlert error={saving.error} />
        )}
        <Group gap="xs">
          <ScopedButton
            scope="messaging-template:update"
            disabled={!isChanged || isStale || preview.isError}
            loading={saving.isPending}
            onClick={() => saving.mutate()}
          >
            {words.save}
          </ScopedButton>
          {isChanged && (
            <Button variant="default" onClick={clearDraft}>
              {words.discard}
            </Button>
          )}
          <Text size="sm" c="dimmed" role="status">
            {isChanged ? words.unsaved : words.version(wording.version)}
          </Text>
        </Group>
        <TestCard place={place} isChanged={isChanged} hasSms={kind.channels.includes('sms')} />
        <VersionsCard place={place} wording={wording} isChanged={isChanged} />
      </Stack>
      <Preview place={place} channel={channel} query={preview} />
    </div>
  );
}

/** What the API refuses of the draft, as it is typed. */
function Lint({ error }: { readonly error: unknown }) {
  const { wording: words } = useWords();
  const problem = toProblem(error);
  if (problem.fields.length === 0) return <ProblemAlert error={error} />;
  return (
    <Alert color="orange" variant="outline" title={words.lint} role="status">
      <ul className="lint">
        {problem.fields.map(({ field, message }) => (
          <li key={`${field} ${message}`}>
            {words.fields[field] ?? field}: {message}
          </li>
        ))}
      </ul>
    </Alert>
  );
}

interface StaleProps {
  readonly wording: Wording;
  readonly draft: WordingDraft;
  readonly onKeep: () => void;
  readonly onDrop: () => void;
}

/** Another version was saved after the draft was begun. */
function Stale({ wording, draft: { changes }, onKeep, onDrop }: StaleProps) {
  const { wording: words } = useWords();
  const changed = (['subject', 'html', 'text', 'sms', 'from_name'] as const).filter(
    (part) => part in changes,
  );
  return (
    <Card title={words.stale.title}>
      <Stack gap="sm">
        <Text size="sm">{words.stale.text(wording.version)}</Text>
        {changed.map((part) => (
          <section key={part} aria-label={words.fields[part]}>
            <Text size="sm" fw={600}>
              {words.fields[part]}
            </Text>
            <DiffView before={wording[part] ?? ''} after={textOf(wording, changes, part) ?? ''} />
          </section>
        ))}
        <Group gap="xs">
          <Button size="xs" onClick={onKeep}>
            {words.stale.keep}
          </Button>
          <Button size="xs" variant="default" onClick={onDrop}>
            {words.stale.drop}
          </Button>
        </Group>
      </Stack>
    </Card>
  );
}
