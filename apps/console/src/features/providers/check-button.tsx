import { Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import type { ProviderConfig } from '../../api/types';
import { useMutation } from '../../api/use-mutation';
import { useWords } from '../../i18n/words';
import { ApiSentence, ProblemAlert, sentenceOf } from '../../ui/problem-alert';
import { ScopedButton } from '../../ui/scoped-button';
import { refusalOf } from './form/saving';

interface Props {
  readonly config: ProviderConfig;
  readonly label: string;
}

/** Asks the vendor whether it accepts what is stored. Nothing is sent. */
export function CheckButton({ config: { key }, label }: Props) {
  const allWords = useWords();
  const { check: words } = allWords.providers;
  const queryClient = useQueryClient();
  const checking = useMutation({
    mutationFn: () => refusalOf(key),
    onSuccess: () => queryClient.invalidateQueries(),
  });
  return (
    <div>
      <ScopedButton
        scope="messaging:create_or_update"
        variant="default"
        size="xs"
        loading={checking.isPending}
        onClick={() => checking.mutate()}
      >
        {words.label}
      </ScopedButton>
      <div role="status">
        {checking.isSuccess && (
          <Text size="sm" mt="xs">
            {checking.data === null ? words.good(label) : words.bad(sentenceOf(checking.data, allWords))}
          </Text>
        )}
        {checking.data && <ApiSentence problem={checking.data} />}
      </div>
      {checking.error && <ProblemAlert error={checking.error} />}
    </div>
  );
}
