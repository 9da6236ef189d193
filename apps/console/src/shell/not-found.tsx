import { Text } from '@mantine/core';
import { useWords } from '../i18n/words';
import { AnchorLink } from '../ui/anchor-link';
import { Page } from '../ui/page';

export function NotFound() {
  const { notFound } = useWords();
  return (
    <Page title={notFound.title}>
      <Text>{notFound.text}</Text>
      <AnchorLink to="/">{notFound.home}</AnchorLink>
    </Page>
  );
}
