import { FileButton, Group, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { client } from '../../api/client';
import type { Brand } from '../../api/types';
import { useMutation } from '../../api/use-mutation';
import { useWords } from '../../i18n/words';
import { Card } from '../../ui/card';
import { notices } from '../../ui/notices';
import { ProblemAlert } from '../../ui/problem-alert';
import { ScopedButton } from '../../ui/scoped-button';

export function LogoCard({ brand: { logo } }: { readonly brand: Brand }) {
  const { wording: words } = useWords();
  const queryClient = useQueryClient();
  const changing = useMutation({
    mutationFn: async (file: File | null): Promise<void> => {
      if (file) await client.PUT('/api/v1/brand/logo', { body: { content: await dataUriOf(file) } });
      else await client.DELETE('/api/v1/brand/logo');
    },
    onSuccess: async () => {
      await queryClient.invalidateQueries();
      notices.say(words.brand.logoSaved);
    },
  });
  return (
    <Card title={words.brand.logo}>
      <Stack gap="sm">
        <Text size="sm">{words.brand.logoHelp}</Text>
        <Group gap="xs">
          <FileButton
            accept="image/png,image/jpeg,image/gif,image/webp"
            onChange={(file) => file && changing.mutate(file)}
          >
            {({ onClick }) => (
              <ScopedButton
                scope="config:update"
                size="xs"
                variant="default"
                loading={changing.isPending}
                onClick={onClick}
              >
                {logo ? words.brand.replaceLogo : words.brand.addLogo}
              </ScopedButton>
            )}
          </FileButton>
          {logo && (
            <ScopedButton
              scope="config:update"
              size="xs"
              variant="default"
              onClick={() => changing.mutate(null)}
            >
              {words.brand.removeLogo}
            </ScopedButton>
          )}
        </Group>
        {changing.error && <ProblemAlert error={changing.error} />}
      </Stack>
    </Card>
  );
}

function dataUriOf(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => {
      resolve(typeof reader.result === 'string' ? reader.result : '');
    });
    reader.addEventListener('error', () => reject(reader.error ?? new Error()));
    reader.readAsDataURL(file);
  });
}
