import { Alert, Button, List, Text } from '@mantine/core';
import { toProblem, type Problem } from '../api/problem';
import type { Words } from '../i18n/en';
import { useWords } from '../i18n/words';

export function sentenceOf(problem: Problem, words: Words): string {
  if (problem.code === 'unreachable') return words.problem.unreachable;
  if (problem.scope) return words.forbidden.action(problem.scope);
  return problem.message || words.problem.title;
}

interface Props {
  readonly error: unknown;
  readonly onRetry?: () => void;
}

/** What went wrong, each refused value, and the id to quote. */
export function ProblemAlert({ error, onRetry }: Props) {
  const words = useWords();
  const problem = toProblem(error);
  return (
    <Alert color="red" title={words.problem.title} role="alert" variant="outline">
      <Text size="sm">{sentenceOf(problem, words)}</Text>
      {problem.fields.length > 0 && (
        <List size="sm" mt="xs">
          {problem.fields.map(({ field, message }) => (
            <List.Item key={`${field} ${message}`}>{field ? `${field}: ${message}` : message}</List.Item>
          ))}
        </List>
      )}
      {problem.requestId && (
        <Text size="xs" c="dimmed" mt="xs">
          {words.problem.requestId(problem.requestId)}
        </Text>
      )}
      {onRetry && (
        <Button mt="sm" size="xs" variant="default" onClick={onRetry}>
          {words.retry}
        </Button>
      )}
    </Alert>
  );
}
