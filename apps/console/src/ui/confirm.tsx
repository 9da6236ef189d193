import { Button, Group, Stack, Text } from '@mantine/core';
import { useEffect, useRef, type ReactNode } from 'react';
import { useWords } from '../i18n/words';
import { Dialog } from './dialog';
import { ProblemAlert } from './problem-alert';

interface Props {
  readonly isOpen: boolean;
  /** Verb, object and count: it is the label of the button too. */
  readonly title: string;
  readonly text: string;
  readonly isDangerous?: boolean;
  readonly size?: 'md' | 'xl';
  readonly isBusy: boolean;
  readonly isDisabled?: boolean;
  readonly error: unknown;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
  readonly children?: ReactNode;
}

/** A dialog before what cannot be undone, locked while that is sent. A failure keeps it open, with what was typed. */
export function Confirm(props: Props) {
  const words = useWords();
  const { isOpen, title, text, isBusy, error, onConfirm, onClose } = props;
  const focused = useRef<Element | null>(null);
  useEffect(() => {
    // what is locked loses the focus
    if (!isBusy && focused.current instanceof HTMLElement) focused.current.focus();
  }, [isBusy]);
  return (
    <Dialog
      opened={isOpen}
      // what is sent cannot be called back
      onClose={isBusy ? () => undefined : onClose}
      title={title}
      size={props.size ?? 'md'}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          // while it closes its button can still be pressed
          if (!isOpen) return;
          focused.current = document.activeElement;
          onConfirm();
        }}
      >
        <Stack>
          <Text size="sm">{text}</Text>
          <fieldset disabled={isBusy} className="locked-fields">
            {props.children}
          </fieldset>
          {error && !isBusy ? <ProblemAlert error={error} /> : null}
          <div role="status" className="visually-hidden">
            {isBusy ? words.sending : ''}
          </div>
          <Group justify="flex-end" className="dialog-actions">
            <Button variant="default" disabled={isBusy} onClick={onClose}>
              {words.cancel}
            </Button>
            <Button
              type="submit"
              loading={isBusy}
              disabled={props.isDisabled ?? false}
              {...(props.isDangerous && { color: 'red.9' })}
            >
              {title}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
