import { Alert, Button, Code, Stack, Text } from '@mantine/core';
import { useWords } from '../i18n/words';

export interface NewSecret {
  /** Such as the id that belongs to it. */
  readonly facts: readonly (readonly [label: string, value: string])[];
  readonly secret: string;
}

interface Props {
  readonly created: NewSecret;
  readonly onClose: () => void;
}

/** A secret that is shown this once: it is nowhere but on the page. */
export function SecretOnce({ created: { facts, secret }, onClose }: Props) {
  const { secretOnce: words } = useWords();
  return (
    <Alert color="indigo" variant="outline" title={words.title} role="alert">
      <Stack gap="xs" align="flex-start">
        <Text size="sm">{words.text}</Text>
        {[...facts, [words.secret, secret] as const].map(([label, value]) => (
          <Text key={label} size="sm" className="address">
            {label}: <Code>{value}</Code>
          </Text>
        ))}
        <Button size="xs" onClick={onClose}>
          {words.stored}
        </Button>
      </Stack>
    </Alert>
  );
}
