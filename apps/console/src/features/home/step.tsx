import { Button, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useWords } from '../../i18n/words';
import { ProblemAlert } from '../../ui/problem-alert';

interface Props {
  readonly words: { readonly title: string; readonly text: string };
  readonly isDone: boolean;
  /** Shown for the step that comes next. */
  readonly children?: ReactNode;
}

export function Step({ words, isDone, children }: Props) {
  const { firstRun } = useWords().home;
  return (
    <li>
      <span className={`status-mark status-${isDone ? 'good' : 'quiet'}`} aria-hidden="true">
        {isDone ? '✓' : '·'}
      </span>
      <div>
        <Text size="sm" fw={600}>
          {words.title}
          {isDone && <span className="visually-hidden"> ({firstRun.done})</span>}
        </Text>
        {!isDone && (
          <Text size="sm" c="dimmed">
            {words.text}
          </Text>
        )}
        {children}
      </div>
    </li>
  );
}

interface ActionProps {
  readonly label: string;
  readonly isBusy: boolean;
  readonly error: unknown;
  readonly onClick: () => void;
}

export function StepAction({ label, isBusy, error, onClick }: ActionProps) {
  return (
    <>
      <Button size="xs" mt="xs" loading={isBusy} onClick={onClick}>
        {label}
      </Button>
      {error ? <ProblemAlert error={error} /> : null}
    </>
  );
}
