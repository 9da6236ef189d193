import { Group, Select, Stack, Switch, Text, Textarea, TextInput, Button } from '@mantine/core';
import { client } from '../../../api/client';
import type { Setting } from '../../../api/types';
import { useWords } from '../../../i18n/words';
import { Dialog } from '../../../ui/dialog';
import { ProblemAlert } from '../../../ui/problem-alert';
import { useAction } from '../../../ui/use-action';
import { useDraft } from '../../../ui/use-draft';
import { changeOf, editors, typedOf, valueOf, type Editor } from './editable';

interface Props {
  readonly setting: Setting;
  readonly onClose: () => void;
}

export function SettingDialog({ setting: { name, value, source }, onClose }: Props) {
  const { general: words } = useWords().settings;
  const editor = editors[name] ?? 'text';
  // its first character tells an empty text from none
  const [draft, setDraft, clearDraft] = useDraft(`setting ${name}`);
  const typed = draft === '' ? typedOf(value) : draft.slice(1);
  const label = words.names[name] ?? name;
  const saving = useAction(
    (next: unknown) => client.PATCH('/api/v1/config', { body: changeOf(name, next) }),
    words.done(label),
  );
  const save = (next: unknown) =>
    saving.mutate(next, {
      onSuccess: () => {
        clearDraft();
        onClose();
      },
    });
  return (
    <Dialog opened onClose={onClose} title={label}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save(valueOf(editor, typed));
        }}
      >
        <Stack>
          <Text size="sm" c="dimmed">
            {words.help[name] ?? name}
          </Text>
          <ValueInput
            editor={editor}
            label={words.columns.value}
            typed={typed}
            onChange={(text) => setDraft(`=${text}`)}
          />
          {saving.error && <ProblemAlert error={saving.error} />}
          <Group justify="flex-end">
            {source === 'api' && (
              <Button variant="default" onClick={() => save(null)}>
                {words.reset}
              </Button>
            )}
            <Button type="submit" loading={saving.isPending}>
              {words.save}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}

interface InputProps {
  readonly editor: Editor;
  readonly label: string;
  readonly typed: string;
  readonly onChange: (typed: string) => void;
}

function ValueInput({ editor, label, typed, onChange }: InputProps) {
  const { general: words } = useWords().settings;
  if (editor === 'switch') {
    return (
      <Switch
        label={words.on}
        checked={typed === 'true'}
        onChange={(event) => onChange(String(event.currentTarget.checked))}
        data-autofocus
      />
    );
  }
  if (editor === 'list') {
    return (
      <Textarea
        label={label}
        description={words.list}
        value={typed}
        onChange={(event) => onChange(event.currentTarget.value)}
        autosize
        minRows={3}
        spellCheck={false}
        data-autofocus
      />
    );
  }
  if (typeof editor !== 'string') {
    return (
      <Select
        label={label}
        data={editor.map((value) => ({ value, label: words.choices[value] ?? value }))}
        value={typed || null}
        allowDeselect={false}
        onChange={(value) => onChange(value ?? '')}
      />
    );
  }
  return (
    <TextInput
      label={label}
      inputMode={editor === 'number' ? 'numeric' : undefined}
      value={typed}
      onChange={(event) => onChange(event.currentTarget.value)}
      spellCheck={false}
      data-autofocus
    />
  );
}
