import { Button, Tooltip, type ButtonProps } from '@mantine/core';
import { useCan } from '../api/session';
import { useWords } from '../i18n/words';

interface Props extends ButtonProps {
  readonly scope: string;
  readonly onClick?: () => void;
  readonly type?: 'button' | 'submit';
}

/** A button that stays visible without its scope, and then says what it needs. */
export function ScopedButton({ scope, ...button }: Props) {
  const words = useWords();
  const isAllowed = useCan()(scope);
  if (isAllowed) return <Button {...button} />;
  const { onClick: _onClick, ...inert } = button;
  return (
    <Tooltip label={words.forbidden.action(scope)} events={{ hover: true, focus: true, touch: true }}>
      <Button {...inert} type="button" data-disabled aria-disabled="true" />
    </Tooltip>
  );
}
