import { useQueryClient } from '@tanstack/react-query';
import { sessionQuery, signIn } from '../api/session';
import { toProblem } from '../api/problem';
import { useMutation } from '../api/use-mutation';
import type { Words } from '../i18n/en';
import { sentenceOf } from '../ui/problem-alert';

export function useSignIn(onDone: () => void) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: signIn,
    onSuccess: (session) => {
      queryClient.setQueryData(sessionQuery.queryKey, session);
      onDone();
    },
  });
}

const refusals: readonly number[] = [400, 401];

/** @param wrong what is said of credentials that are refused */
export function refusalOf(error: unknown, words: Words, wrong: string): string | null {
  if (!error) return null;
  const problem = toProblem(error);
  const known = words.shell.signIn.oidc.refusals[problem.code ?? ''];
  if (known !== undefined) return known;
  if (refusals.includes(problem.status)) return wrong;
  return problem.status === 429 ? words.shell.signIn.tooMany : sentenceOf(problem, words);
}
