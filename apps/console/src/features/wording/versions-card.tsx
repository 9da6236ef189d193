import { Button, Group, Stack, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useActorNames } from '../../api/actors';
import { newIdempotencyKey } from '../../api/idempotency-key';
import type { Wording, WordingVersion } from '../../api/types';
import { useMutation } from '../../api/use-mutation';
import type { Place } from '../../api/wordings';
import { useWords } from '../../i18n/words';
import { Card } from '../../ui/card';
import { Confirm } from '../../ui/confirm';
import { DiffView } from '../../ui/diff-view';
import { Dialog } from '../../ui/dialog';
import { Loaded } from '../../ui/loaded';
import { notices } from '../../ui/notices';
import { ScopedButton } from '../../ui/scoped-button';
import { When } from '../../ui/when';
import { removeWording, restoreVersion, versionQuery, versionsQuery } from './queries';

interface Props {
  readonly place: Place;
  readonly wording: Wording;
  readonly isChanged: boolean;
}

/** Every saved version, what it says otherwise, and the way back to it. */
export function VersionsCard({ place, wording, isChanged }: Props) {
  const { wording: words } = useWords();
  const [compared, setCompared] = useState<number | null>(null);
  const [restored, setRestored] = useState<number | null>(null);
  const [isRemoving, setRemoving] = useState(false);
  return (
    <Card title={words.versions.title}>
      <Loaded query={useQuery(versionsQuery(place))} rows={2}>
        {({ items: versions }) => (
          <Stack gap="xs">
            {versions.length === 0 && <Text size="sm">{words.versions.none}</Text>}
            {versions.map((version) => (
              <VersionRow
                key={version.version}
                version={version}
                isCurrent={version.version === wording.version}
                onCompare={() => setCompared(version.version)}
                onRestore={() => setRestored(version.version)}
              />
            ))}
            {wording.customised && (
              <ScopedButton
                scope="messaging-template:update"
                size="xs"
                variant="default"
                className="self-start"
                onClick={() => setRemoving(true)}
              >
                {words.versions.remove}
              </ScopedButton>
            )}
          </Stack>
        )}
      </Loaded>
      {compared !== null && (
        <Comparison place={place} wording={wording} version={compared} onClose={() => setCompared(null)} />
      )}
      {restored !== null && (
        <RestoreDialog
          place={place}
          version={restored}
          isChanged={isChanged}
          onClose={() => setRestored(null)}
        />
      )}
      {isRemoving && <RemoveDialog place={place} onClose={() => setRemoving(false)} />}
    </Card>
  );
}

interface RowProps {
  readonly version: WordingVersion;
  readonly isCurrent: boolean;
  readonly onCompare: () => void;
  readonly onRestore: () => void;
}

function VersionRow({ version, isCurrent, onCompare, onRestore }: RowProps) {
  const { wording: words } = useWords();
  const { saved_at, saved_by, removed } = version;
  const nameOf = useActorNames();
  return (
    <Group justify="space-between" gap="xs">
      <Text size="sm">
        {words.version(version.version)}, <When moment={saved_at} />
        {saved_by && `, ${nameOf(saved_by)}`}
        {removed && ` (${words.versions.shipped})`}
        {isCurrent && ` (${words.versions.current})`}
      </Text>
      {!isCurrent && !removed && (
        <Group gap={4}>
          <Button size="compact-xs" variant="default" onClick={onCompare}>
            {words.versions.compare(version.version)}
          </Button>
          <ScopedButton
            scope="messaging-template:update"
            size="compact-xs"
            variant="default"
            onClick={onRestore}
          >
            {words.versions.restore(version.version)}
          </ScopedButton>
        </Group>
      )}
    </Group>
  );
}

interface DialogProps {
  readonly place: Place;
  readonly version: number;
  readonly onClose: () => void;
}

function Comparison({ place, version, wording, onClose }: DialogProps & Pick<Props, 'wording'>) {
  const { wording: words } = useWords();
  return (
    <Dialog opened onClose={onClose} size="xl" title={words.versions.difference(version, wording.version)}>
      <Loaded query={useQuery(versionQuery(place, version))} rows={6}>
        {(earlier) => (
          <Stack gap="sm">
            {(['subject', 'html', 'text', 'sms', 'from_name'] as const)
              .filter((part) => (earlier[part] ?? '') !== (wording[part] ?? ''))
              .map((part) => (
                <section key={part} aria-label={words.fields[part]}>
                  <Text size="sm" fw={600}>
                    {words.fields[part]}
                  </Text>
                  <DiffView before={earlier[part] ?? ''} after={wording[part] ?? ''} />
                </section>
              ))}
          </Stack>
        )}
      </Loaded>
    </Dialog>
  );
}

function RestoreDialog({ place, version, isChanged, onClose }: DialogProps & Pick<Props, 'isChanged'>) {
  const { wording: words } = useWords();
  const queryClient = useQueryClient();
  const [key] = useState(newIdempotencyKey);
  const restoring = useMutation({
    mutationFn: () => restoreVersion(place, version, key),
    onSuccess: async () => {
      await queryClient.invalidateQueries();
      notices.say(words.versions.restored(version));
      onClose();
    },
  });
  return (
    <Confirm
      isOpen
      title={words.versions.restore(version)}
      text={isChanged ? words.versions.restoreOverDraft : words.versions.restoreText}
      isBusy={restoring.isPending}
      error={restoring.error}
      onConfirm={() => restoring.mutate()}
      onClose={onClose}
    />
  );
}

function RemoveDialog({ place, onClose }: Pick<DialogProps, 'place' | 'onClose'>) {
  const { wording: words } = useWords();
  const queryClient = useQueryClient();
  const removing = useMutation({
    mutationFn: () => removeWording(place),
    onSuccess: async () => {
      await queryClient.invalidateQueries();
      notices.say(words.versions.removed);
      onClose();
    },
  });
  return (
    <Confirm
      isOpen
      title={words.versions.remove}
      text={words.versions.removeText}
      isDangerous
      isBusy={removing.isPending}
      error={removing.error}
      onConfirm={() => removing.mutate()}
      onClose={onClose}
    />
  );
}
