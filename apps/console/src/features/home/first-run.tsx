import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { useCan } from '../../api/session';
import { useWords } from '../../i18n/words';
import { Card } from '../../ui/card';
import { ProviderStep, RequestStep, ReviewStep, SwitchesStep, VerifyStep } from './steps';
import { Step } from './step';
import { useProgress } from './use-progress';

/** Of what the steps do: for others they would be no help. */
const neededScopes = [
  'messaging:create_or_update',
  'config:update',
  'privacy-request:create',
  'privacy-request:review',
];

const stored = 'subjectline-first-run';

/** From an empty system to a verified test request. Hidden until asked for once it is dismissed. */
export function FirstRun() {
  const can = useCan();
  return neededScopes.every(can) ? <Steps /> : null;
}

function Steps() {
  const { firstRun: words } = useWords().home;
  const progress = useProgress();
  const [isHidden, setHidden] = useState(() => localStorage.getItem(stored) === 'hidden');
  const hide = (next: boolean) => {
    localStorage.setItem(stored, next ? 'hidden' : 'shown');
    setHidden(next);
  };
  if (isHidden) {
    return (
      <div>
        <Button variant="default" size="xs" onClick={() => hide(false)}>
          {words.show}
        </Button>
      </div>
    );
  }
  const done = Object.values(progress.done);
  const actions = (
    <Button variant="default" size="xs" onClick={() => hide(true)}>
      {words.hide}
    </Button>
  );
  return (
    <Card title={words.title} actions={actions}>
      <Text size="sm" c="dimmed" mb="sm" role="status">
        {words.progress(done.filter(Boolean).length + 1, done.length + 1)}
      </Text>
      <ol className="steps">
        <Step words={words.steps.signIn} isDone />
        <ProviderStep progress={progress} />
        <SwitchesStep progress={progress} />
        <RequestStep progress={progress} />
        <VerifyStep progress={progress} />
        <ReviewStep progress={progress} />
      </ol>
    </Card>
  );
}
