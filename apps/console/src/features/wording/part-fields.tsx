import { Button, Group, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useRef } from 'react';
import type { Wording, WordingChanges, WordingKind } from '../../api/types';
import { useWords } from '../../i18n/words';
import { textOf, withChange, withPlaceholder, type Part, type TextPart } from './editing';

interface Props {
  readonly kind: WordingKind;
  readonly wording: Wording;
  readonly part: Part;
  readonly changes: WordingChanges;
  readonly onChange: (changes: WordingChanges) => void;
}

type Field = HTMLInputElement | HTMLTextAreaElement;

const fieldsOf: Readonly<Record<Part, readonly TextPart[]>> = {
  email: ['subject', 'html'],
  text: ['text'],
  sms: ['sms'],
  sender: ['from_name'],
};

/** The fields of one part, and what can be put into them. */
export function PartFields({ kind, wording, part, changes, onChange }: Props) {
  const { wording: words } = useWords();
  // where a placeholder goes: the field that had the focus last
  const last = useRef<{ readonly part: TextPart; readonly field: Field } | null>(null);
  const insert = (name: string) => {
    const target = last.current;
    if (!target?.field.isConnected) return;
    const { field } = target;
    const selection = {
      start: field.selectionStart ?? field.value.length,
      end: field.selectionEnd ?? field.value.length,
    };
    const { text, caret } = withPlaceholder(field.value, selection, name);
    onChange(withChange(wording, changes, target.part, text));
    field.focus();
    // once React has written the new value
    requestAnimationFrame(() => field.setSelectionRange(caret, caret));
  };
  return (
    <Stack gap="sm">
      {fieldsOf[part].map((name) => (
        <PartField
          key={name}
          name={name}
          wording={wording}
          changes={changes}
          onChange={onChange}
          onReady={(field, isFocused) => {
            if (isFocused || !last.current?.field.isConnected) last.current = { part: name, field };
          }}
        />
      ))}
      {part === 'sender' ? (
        <ReplyTo wording={wording} changes={changes} onChange={onChange} />
      ) : (
        <section aria-label={words.insert}>
          <Text size="sm" fw={600}>
            {words.insert}
          </Text>
          <Group gap={4}>
            {kind.parameters.map(({ name, sample, description, mandatory }) => (
              <Button
                key={name}
                size="compact-xs"
                variant="default"
                title={[description, words.sample(sample)].filter(Boolean).join(' ')}
                onClick={() => insert(name)}
              >
                {mandatory ? words.mandatory(name) : name}
              </Button>
            ))}
            <Button size="compact-xs" variant="default" onClick={() => insert('brand_name')}>
              brand_name
            </Button>
          </Group>
        </section>
      )}
    </Stack>
  );
}

interface FieldProps {
  readonly name: TextPart;
  readonly wording: Wording;
  readonly changes: WordingChanges;
  readonly onChange: (changes: WordingChanges) => void;
  readonly onReady: (field: Field, isFocused: boolean) => void;
}

function PartField({ name, wording, changes, onChange, onReady }: FieldProps) {
  const { wording: words } = useWords();
  const value = textOf(wording, changes, name);
  const set = (text: string | null) => onChange(withChange(wording, changes, name, text));
  if (value === null) {
    return (
      <Group gap="sm">
        <Text size="sm">{words.backToShipped(words.fields[name] ?? name)}</Text>
        <Button size="compact-xs" variant="default" onClick={() => set(wording[name] ?? '')}>
          {words.undo}
        </Button>
      </Group>
    );
  }
  const isOwn = wording.own_parts.includes(name);
  const shared = {
    label: words.fields[name],
    description: name === 'text' ? words.textHelp : isOwn ? words.ownPart : words.shippedPart,
    value,
    spellCheck: true,
    onChange: (event: { currentTarget: Field }) => set(textIn(event.currentTarget.value, name)),
    onFocus: (event: { currentTarget: Field }) => onReady(event.currentTarget, true),
  };
  const isLong = name === 'html' || name === 'text' || name === 'sms';
  return (
    <Stack gap={4} align="stretch">
      {isLong ? (
        <Textarea
          {...shared}
          ref={(field) => {
            if (field) onReady(field, false);
          }}
          autosize
          minRows={name === 'sms' ? 4 : 14}
          maxRows={32}
          className="code-field"
        />
      ) : (
        <TextInput {...shared} />
      )}
      {isOwn && (
        <Button size="compact-xs" variant="default" className="self-start" onClick={() => set(null)}>
          {words.useShipped(words.fields[name] ?? name)}
        </Button>
      )}
    </Stack>
  );
}

/** No plain text means that one is made from the HTML, and no name that the brand's is used. */
function textIn(value: string, name: TextPart): string | null {
  return value === '' && (name === 'text' || name === 'from_name') ? null : value;
}

function ReplyTo({ wording, changes, onChange }: Pick<FieldProps, 'wording' | 'changes' | 'onChange'>) {
  const { wording: words } = useWords();
  const given = changes.reply_to === undefined ? wording.reply_to : (changes.reply_to ?? []);
  const set = (text: string) => {
    const addresses = text.split('\n').map((line) => line.trim());
    const { reply_to: _before, ...rest } = changes;
    const isBack = addresses.join('\n') === wording.reply_to.join('\n');
    onChange(isBack ? rest : { ...rest, reply_to: text === '' ? null : addresses });
  };
  return (
    <Textarea
      label={words.fields['reply_to']}
      description={words.replyToHelp}
      value={given.join('\n')}
      onChange={(event) => set(event.currentTarget.value)}
      autosize
      minRows={2}
    />
  );
}
