import { Skeleton, Stack } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { toProblem } from '../api/problem';
import { useWords } from '../i18n/words';
import { Forbidden } from './forbidden';
import { ProblemAlert } from './problem-alert';

interface Props<Data> {
  readonly query: UseQueryResult<Data, unknown>;
  readonly rows?: number;
  readonly children: (data: Data) => ReactNode;
}

/** The states of a query: loading, forbidden, failed with or without older data, and there. */
export function Loaded<Data>({ query, rows = 3, children }: Props<Data>) {
  const retry = () => void query.refetch();
  if (query.data !== undefined) {
    return (
      <>
        {query.isError && <ProblemAlert error={query.error} onRetry={retry} />}
        {children(query.data)}
      </>
    );
  }
  if (!query.isError) return <LoadingRows rows={rows} />;
  const problem = toProblem(query.error);
  if (problem.status === 403) return <Forbidden scope={problem.scope} />;
  return <ProblemAlert error={problem} onRetry={retry} />;
}

/** Appears after a moment, so that fast answers do not flicker. */
function LoadingRows({ rows }: { readonly rows: number }) {
  const words = useWords();
  return (
    <Stack gap="sm" className="appears-late" role="status" aria-label={words.loading}>
      {Array.from({ length: rows }, (_, index) => (
        <Skeleton key={index} height={36} />
      ))}
    </Stack>
  );
}
