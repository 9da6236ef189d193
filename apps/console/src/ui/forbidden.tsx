import { Alert } from '@mantine/core';
import { useWords } from '../i18n/words';

/** Not the same as an empty list: names the scope that is missing. */
export function Forbidden({ scope }: { readonly scope: string | null }) {
  const { forbidden } = useWords();
  return (
    <Alert color="gray" variant="outline" title={forbidden.title}>
      {scope ? forbidden.text(scope) : forbidden.unknown}
    </Alert>
  );
}
