import { Alert, Button, List, Text } from '@mantine/core';
import { toProblem, type Problem } from '../api/problem';
import type { Words } from '../i18n/en';
import { useWords } from '../i18n/words';

export function sentenceOf(problem: Problem, words: Words): string {
  if (problem.code === 'unreachable') return words.problem.unreachable;
  if (problem.scope) return words.forbidden.action(problem.scope);
  return fromCodes(problem, words) ?? (problem.message || words.problem.title);
}

/** In the language of the user; null if the API has not said why in codes that are known here. */
function fromCodes({ code, reason }: Problem, { problem, messages }: Words): string | null {
  const explained = reason === null ? undefined : explanationOf(reason, messages);
  const known = [code === null ? undefined : problem.codes[code], ...(explained ?? [])];
  return known.filter((sentence) => sentence !== undefined).join(' ') || null;
}

function explanationOf(reason: string, words: Words['messages']): readonly string[] | undefined {
  return words.providerReasons[reason] ?? words.testFailures[reason] ?? words.reasons[reason];
}

/** The sentence of the API, where the console has one of its own: it has the vendor's name and status. */
export function ApiSentence({ problem }: { readonly problem: Problem }) {
  const words = useWords();
  if (!problem.message || fromCodes(problem, words) === null) return null;
  return (
    <Text component="q" display="block" size="xs" c="dimmed" mt="xs" lang="en">
      {problem.message}
    </Text>
  );
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
      <ApiSentence problem={problem} />
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
