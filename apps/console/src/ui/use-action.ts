import { useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import { useMutation } from '../api/use-mutation';
import { notices } from './notices';

/** A change, after which every page is read anew and a notice says that it was made. */
export function useAction<Input = void, Result = unknown>(
  change: (input: Input) => Promise<Result>,
  done: string | ((input: Input, result: Result) => string) = '',
): UseMutationResult<Result, Error, Input> {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: async (result, input) => {
      await queryClient.invalidateQueries();
      notices.say(typeof done === 'string' ? done : done(input, result));
    },
  });
}
