import { Checkbox, Textarea } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useMutation } from '../../api/use-mutation';
import { Confirm } from '../../ui/confirm';
import { useDraft } from '../../ui/use-draft';

interface Props {
  /** The name of the draft: what is typed outlasts a reload. */
  readonly draft: string;
  readonly title: string;
  readonly text: string;
  readonly label: string;
  readonly help?: string;
  /** The label of the box that says: no message, the person was told by another way. */
  readonly told: string;
  readonly send: (typed: string, toldOtherwise: boolean) => Promise<unknown>;
  readonly onClose: () => void;
}

/** Asks for words that a person gets as a message, unless they were told otherwise. */
export function ToldDialog({ draft, title, text, label, help, told, send, onClose }: Props) {
  const queryClient = useQueryClient();
  const [typed, setTyped, clearTyped] = useDraft(draft);
  const [isTold, setTold] = useState(false);
  const sending = useMutation({
    mutationFn: () => send(typed.trim(), isTold),
    onSuccess: async () => {
      clearTyped();
      await queryClient.invalidateQueries();
      onClose();
    },
  });
  return (
    <Confirm
      isOpen
      title={title}
      text={text}
      isBusy={sending.isPending}
      isDisabled={typed.trim() === ''}
      error={sending.error}
      onConfirm={() => sending.mutate()}
      onClose={onClose}
    >
      <Textarea
        label={label}
        description={help}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        maxLength={1_000}
        autosize
        minRows={3}
        required
        data-autofocus
      />
      <Checkbox label={told} checked={isTold} onChange={(event) => setTold(event.currentTarget.checked)} />
    </Confirm>
  );
}
