import { Alert, List, Textarea } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useMutation } from '../../api/use-mutation';
import { useWords } from '../../i18n/words';
import { Confirm } from '../../ui/confirm';
import { notices } from '../../ui/notices';
import { useDraft } from '../../ui/use-draft';
import { DecisionMessage } from './decision-message';
import { decide, type Decision, type Failure } from './decisions';

interface Props {
  readonly decision: Decision;
  readonly ids: readonly string[];
  readonly onClose: () => void;
}

/** Asks before a decision. Each request that could not be changed is named with its reason. */
export function DecisionDialog({ decision, ids, onClose }: Props) {
  const { decide: words } = useWords().requests;
  const queryClient = useQueryClient();
  const [reason, setReason, clearReason] = useDraft(`deny ${ids.join(' ')}`);
  const deciding = useMutation({
    mutationFn: () => decide({ decision, ids, reason: reason.trim() }),
    onSuccess: async ({ succeeded, failed }) => {
      await queryClient.invalidateQueries();
      if (succeeded > 0) notices.say(words.done[decision](succeeded));
      if (failed.length > 0) return;
      clearReason();
      onClose();
    },
  });
  const failed = deciding.data?.failed ?? [];
  return (
    <Confirm
      isOpen
      title={words[`${decision}Title`](ids.length)}
      text={words[`${decision}Text`]}
      isDangerous={decision !== 'approve'}
      size={decision === 'cancel' ? 'md' : 'xl'}
      isBusy={deciding.isPending}
      isDisabled={decision === 'deny' && reason.trim() === ''}
      error={deciding.error}
      onConfirm={() => deciding.mutate()}
      onClose={onClose}
    >
      {decision === 'deny' && (
        <Textarea
          label={words.reason}
          description={words.reasonHelp}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          autosize
          minRows={4}
          required
          data-autofocus
        />
      )}
      {decision !== 'cancel' && <DecisionMessage decision={decision} ids={ids} reason={reason.trim()} />}
      {failed.length > 0 && <Failures failed={failed} />}
    </Confirm>
  );
}

function Failures({ failed }: { readonly failed: readonly Failure[] }) {
  const { decide: words } = useWords().requests;
  return (
    <Alert color="red" variant="outline" role="alert" title={words.failed(failed.length)}>
      <List size="sm">
        {failed.map(({ id, message }) => (
          <List.Item key={id}>
            {id}: {message}
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}
