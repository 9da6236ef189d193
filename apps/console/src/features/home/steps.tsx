import { Button, Group, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useMutation } from '../../api/use-mutation';
import { useWords } from '../../i18n/words';
import { AnchorLink } from '../../ui/anchor-link';
import { ProblemAlert } from '../../ui/problem-alert';
import {
  createTestRequest,
  readCode,
  turnOnSwitches,
  chooseInbox,
  useRefresh,
  verify,
} from './first-run-actions';
import { Step, StepAction } from './step';
import type { Progress } from './use-progress';

interface Props {
  readonly progress: Progress;
}

export function ProviderStep({ progress: { done, next } }: Props) {
  const { provider: words } = useWords().home.firstRun.steps;
  const choosing = useMutation({ mutationFn: chooseInbox, onSuccess: useRefresh() });
  return (
    <Step words={words} isDone={done.provider}>
      {next === 'provider' && (
        <>
          <StepAction
            label={words.action}
            isBusy={choosing.isPending}
            error={choosing.error}
            onClick={() => choosing.mutate()}
          />
          <AnchorLink to="/privacy-request/configure" size="sm">
            {words.other}
          </AnchorLink>
        </>
      )}
    </Step>
  );
}

export function SwitchesStep({ progress: { done, next } }: Props) {
  const { switches: words } = useWords().home.firstRun.steps;
  const turning = useMutation({ mutationFn: turnOnSwitches, onSuccess: useRefresh() });
  return (
    <Step words={words} isDone={done.switches}>
      {next === 'switches' && (
        <StepAction
          label={words.action}
          isBusy={turning.isPending}
          error={turning.error}
          onClick={() => turning.mutate()}
        />
      )}
    </Step>
  );
}

export function RequestStep({ progress: { done, next } }: Props) {
  const { request: words } = useWords().home.firstRun.steps;
  const creating = useMutation({ mutationFn: createTestRequest, onSuccess: useRefresh() });
  return (
    <Step words={words} isDone={done.request}>
      {next === 'request' && (
        <StepAction
          label={words.action}
          isBusy={creating.isPending}
          error={creating.error}
          onClick={() => creating.mutate()}
        />
      )}
    </Step>
  );
}

export function VerifyStep({ progress: { done, next, testRequest } }: Props) {
  const { verify: words } = useWords().home.firstRun.steps;
  const [code, setCode] = useState('');
  const reading = useMutation({ mutationFn: () => readCode(words.noCode), onSuccess: setCode });
  const verifying = useMutation({ mutationFn: verify, onSuccess: useRefresh() });
  const id = testRequest?.id;
  return (
    <Step words={words} isDone={done.verify}>
      {next === 'verify' && id && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            verifying.mutate({ id, code });
          }}
        >
          <Group align="flex-end" gap="xs" mt="xs">
            <TextInput
              label={words.code}
              size="xs"
              value={code}
              onChange={(event) => setCode(event.currentTarget.value)}
              inputMode="numeric"
              autoComplete="one-time-code"
              required
            />
            <Button size="xs" variant="default" loading={reading.isPending} onClick={() => reading.mutate()}>
              {words.read}
            </Button>
            <Button size="xs" type="submit" loading={verifying.isPending}>
              {words.action}
            </Button>
          </Group>
          {reading.error && <ProblemAlert error={reading.error} />}
          {verifying.error && <ProblemAlert error={verifying.error} />}
        </form>
      )}
    </Step>
  );
}

export function ReviewStep({ progress: { done, next, testRequest } }: Props) {
  const { review: words } = useWords().home.firstRun.steps;
  return (
    <Step words={words} isDone={done.review}>
      {next === 'review' && testRequest && (
        <Button
          size="xs"
          mt="xs"
          renderRoot={(props) => <Link {...props} to="/requests/$id" params={{ id: testRequest.id }} />}
        >
          {words.action}
        </Button>
      )}
    </Step>
  );
}
