import { QueryClient } from '@tanstack/react-query';
import { toProblem } from './problem';

/** Refusals stay refusals; only what may be over in a moment is tried again. */
function isWorthRetry(failures: number, error: unknown): boolean {
  const { status } = toProblem(error);
  return failures < 2 && (status === 0 || status >= 500);
}

export const queryClient = new QueryClient({
  defaultOptions: { queries: { retry: isWorthRetry, staleTime: 5_000, refetchOnWindowFocus: true } },
});
