import { Text } from '@mantine/core';
import type { ConsentChoices } from '../../api/types';
import { useWords } from '../../i18n/words';
import { Status } from '../../ui/status';
import { labelOf } from './labels';

/** Each choice with its label; its id beside it, as that is what programs use. */
export function ChoiceList({ choices: { purposes = [], vendors } }: { readonly choices: ConsentChoices }) {
  const { choices: words } = useWords();
  const [enabled, disabled] = [vendors?.enabled ?? [], vendors?.disabled ?? []];
  if (purposes.length + enabled.length + disabled.length === 0)
    return <Text size="sm">{words.noChoices}</Text>;
  return (
    <ul className="choice-list">
      {purposes.map(({ id, enabled: isOn }) => (
        <Choice key={`purpose ${id}`} label={labelOf(id, words.purposes)} id={id} isOn={isOn ?? null} />
      ))}
      {enabled.map((id) => (
        <Choice key={`vendor ${id}`} label={words.vendor(labelOf(id, {}))} id={id} isOn />
      ))}
      {disabled.map((id) => (
        <Choice key={`vendor ${id}`} label={words.vendor(labelOf(id, {}))} id={id} isOn={false} />
      ))}
    </ul>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly id: string;
  readonly isOn: boolean | null;
}

function Choice({ label, id, isOn }: ChoiceProps) {
  const { choices: words } = useWords();
  return (
    <li>
      {isOn === null ? (
        <Status tone="quiet">{words.open}</Status>
      ) : (
        <Status tone={isOn ? 'good' : 'bad'}>{isOn ? words.yes : words.no}</Status>
      )}{' '}
      <bdi>{label}</bdi>{' '}
      {label !== id && (
        <Text span size="xs" c="dimmed">
          {id}
        </Text>
      )}
    </li>
  );
}
