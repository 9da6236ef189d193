import { Button, Checkbox, Group, Input, NativeSelect, PasswordInput, Text, TextInput } from '@mantine/core';
import type { FormField } from '../../../api/types';
import { useWords } from '../../../i18n/words';

interface DetailProps {
  readonly field: FormField;
  readonly value: string | boolean;
  readonly error: string | undefined;
  readonly onChange: (value: string | boolean) => void;
}

type Described = Pick<FormField, 'name' | 'label' | 'help' | 'required'>;

/** What all controls of a setting have. */
function describedBy({ name, label, help, required }: Described, error: string | undefined) {
  return { name, label, description: help, error, 'aria-required': required, withAsterisk: required };
}

export function DetailField({ field, value, error, onChange }: DetailProps) {
  const { label, help } = field;
  if (field.kind === 'boolean') {
    return (
      <Checkbox
        label={label}
        description={help}
        error={error}
        checked={value === true}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
    );
  }
  if (field.choices.length > 0) {
    return <Choice field={field} value={String(value)} error={error} onChange={onChange} />;
  }
  return (
    <TextInput
      {...describedBy(field, error)}
      value={String(value)}
      onChange={(event) => onChange(event.currentTarget.value)}
      autoComplete="off"
      autoCapitalize="none"
      spellCheck={false}
    />
  );
}

interface ChoiceProps {
  readonly field: FormField;
  readonly value: string;
  readonly error: string | undefined;
  readonly onChange: (value: string) => void;
}

/** A setting that takes few values. Empty: what the provider does by default. */
function Choice({ field, value, error, onChange }: ChoiceProps) {
  const { form: words } = useWords().providers;
  return (
    <NativeSelect
      {...describedBy(field, error)}
      aria-invalid={error !== undefined}
      data={[{ value: '', label: field.required ? words.choose : words.byDefault }, ...field.choices]}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

interface SecretProps {
  readonly field: FormField;
  readonly isSet: boolean;
  readonly isRemoved: boolean;
  /** Undefined while the stored one is kept. */
  readonly value: string | undefined;
  readonly error: string | undefined;
  readonly onChange: (value: string | undefined) => void;
  readonly onRemove: (isRemoved: boolean) => void;
}

/** What is stored is never shown: it is kept, replaced, or removed if it is optional. */
export function SecretField(props: SecretProps) {
  return props.isSet && props.value === undefined ? <StoredSecret {...props} /> : <TypedSecret {...props} />;
}

function StoredSecret({ field, isRemoved, error, onChange, onRemove }: SecretProps) {
  const { secret: words } = useWords().providers;
  const { label, help, required } = field;
  return (
    <Input.Wrapper label={label} labelElement="div" description={help} error={error}>
      <Group gap="xs" mt={4}>
        <Text size="sm">{isRemoved ? words.removed : words.set}</Text>
        {isRemoved && (
          <Button size="compact-sm" variant="default" onClick={() => onRemove(false)}>
            {words.keep(label)}
          </Button>
        )}
        {!isRemoved && (
          <Button size="compact-sm" variant="default" onClick={() => onChange('')}>
            {words.replace(label)}
          </Button>
        )}
        {!isRemoved && !required && (
          <Button size="compact-sm" variant="default" onClick={() => onRemove(true)}>
            {words.remove(label)}
          </Button>
        )}
      </Group>
    </Input.Wrapper>
  );
}

function TypedSecret({ field, isSet, value = '', error, onChange }: SecretProps) {
  const { secret: words } = useWords().providers;
  return (
    <div>
      {field.choices.length > 0 ? (
        <Choice field={field} value={value} error={error} onChange={onChange} />
      ) : (
        <PasswordInput
          {...describedBy(field, error)}
          aria-invalid={error !== undefined}
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
          // no password of the browser's own belongs here
          autoComplete="new-password"
          autoFocus={isSet}
          visibilityToggleButtonProps={{ 'aria-label': words.show }}
        />
      )}
      {isSet && (
        <Button size="compact-sm" variant="default" mt={4} onClick={() => onChange(undefined)}>
          {words.keep(field.label)}
        </Button>
      )}
    </div>
  );
}
