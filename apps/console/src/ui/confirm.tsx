import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useWords } from '../i18n/words';
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

/** A dialog before what cannot be undone. A failure keeps it open, with what was typed. */
export function Confirm(props: Props) {
  const words = useWords();
  const { title, text, isBusy, error, onConfirm, onClose } = props;
  return (
    <Modal
      opened={props.isOpen}
      onClose={onClose}
      title={title}
      size={props.size ?? 'md'}
      closeButtonProps={{ 'aria-label': words.close }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onConfirm();
        }}
      >
        <Stack>
          <Text size="sm">{text}</Text>
          {props.children}
          {error ? <ProblemAlert error={error} /> : null}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
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
    </Modal>
  );
}
