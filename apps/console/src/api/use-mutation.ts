import {
  useMutation as useTanStackMutation,
  type UseMutationOptions,
  type UseMutationResult,
} from '@tanstack/react-query';
import { useRef } from 'react';

type Mutate<Data, Input> = UseMutationResult<Data, Error, Input>['mutate'];

/**
 * One call at a time: the second click of a double click comes before the page could be drawn with its button locked, and
 * would create a second one.
 */
export function useMutation<Data, Input = void>(
  options: UseMutationOptions<Data, Error, Input>,
): UseMutationResult<Data, Error, Input> {
  const isUnderWay = useRef(false);
  const result = useTanStackMutation({
    ...options,
    onSettled: (...outcome) => {
      isUnderWay.current = false;
      return options.onSettled?.(...outcome);
    },
  });
  const mutate: Mutate<Data, Input> = (...call) => {
    if (isUnderWay.current) return;
    isUnderWay.current = true;
    result.mutate(...call);
  };
  return { ...result, mutate };
}
