import { TextInput } from '@mantine/core';

interface Props {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** What a client or an organization is called: the first field of its dialog. */
export function NameInput({ label, value, onChange }: Props) {
  return (
    <TextInput
      label={label}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      maxLength={200}
      required
      data-autofocus
    />
  );
}
