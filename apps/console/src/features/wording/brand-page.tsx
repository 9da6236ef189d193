import { Button, Group, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { client } from '../../api/client';
import type { Brand } from '../../api/types';
import { useMutation } from '../../api/use-mutation';
import { previewQuery } from '../../api/wordings';
import { useWords } from '../../i18n/words';
import { AnchorLink } from '../../ui/anchor-link';
import { Card } from '../../ui/card';
import { Loaded } from '../../ui/loaded';
import { notices } from '../../ui/notices';
import { Page } from '../../ui/page';
import { ProblemAlert } from '../../ui/problem-alert';
import { ScopedButton } from '../../ui/scoped-button';
import { useSavedDraft } from '../../ui/use-saved-draft';
import { brandFields, detailsOf, formOf, type BrandField, type BrandForm } from './brand-form';
import { LogoCard } from './logo-card';
import { Preview } from './preview';
import { brandQuery } from './queries';

/** A mail that has every part of the brand: a refusal names the authority, too. */
const shownKind = { kind: 'privacy_request_review_deny', locale: 'en' };
const previewAfterMs = 300;

export function BrandPage() {
  const { wording: words } = useWords();
  const back = (
    <AnchorLink to="/wording" size="sm">
      {words.back}
    </AnchorLink>
  );
  return (
    <Page title={words.brand.title} summary={words.brand.summary} actions={back}>
      <Loaded query={useQuery(brandQuery)} rows={10}>
        {(brand) => <BrandEditor brand={brand} />}
      </Loaded>
    </Page>
  );
}

function BrandEditor({ brand }: { readonly brand: Brand }) {
  const { wording: words } = useWords();
  const queryClient = useQueryClient();
  const [draft, setDraft, clearDraft] = useSavedDraft<BrandForm>('brand');
  const form = draft ?? formOf(brand);
  const [shownForm] = useDebouncedValue(form, previewAfterMs);
  const preview = useQuery(previewQuery(shownKind, { channel: 'email', brand: detailsOf(shownForm) }));
  const saving = useMutation({
    mutationFn: () => client.PUT('/api/v1/brand', { body: detailsOf(form) }),
    onSuccess: async () => {
      clearDraft();
      await queryClient.invalidateQueries();
      notices.say(words.brand.saved);
    },
  });
  return (
    <div className="editor">
      <Stack>
        <Card title={words.brand.details}>
          <form
            onSubmit={(event) => {
              event.preventDefault();
              saving.mutate();
            }}
          >
            <Stack gap="sm">
              {brandFields.map((field) => (
                <BrandInput
                  key={field}
                  field={field}
                  value={form[field]}
                  onChange={(value) => setDraft({ ...form, [field]: value })}
                />
              ))}
              {(saving.error ?? preview.error) && <ProblemAlert error={saving.error ?? preview.error} />}
              <Group gap="xs">
                <ScopedButton
                  scope="config:update"
                  type="submit"
                  loading={saving.isPending}
                  disabled={draft === null}
                >
                  {words.brand.save}
                </ScopedButton>
                {draft && (
                  <Button variant="default" onClick={clearDraft}>
                    {words.discard}
                  </Button>
                )}
                <Text size="sm" c="dimmed" role="status">
                  {draft ? words.unsaved : ''}
                </Text>
              </Group>
            </Stack>
          </form>
        </Card>
        <LogoCard brand={brand} />
      </Stack>
      <Preview place={shownKind} channel="email" query={preview} />
    </div>
  );
}

const longFields: readonly BrandField[] = ['reply_to', 'postal_address'];

interface InputProps {
  readonly field: BrandField;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function BrandInput({ field, value, onChange }: InputProps) {
  const { wording: words } = useWords();
  const shared = { label: words.brand.fields[field], description: words.brand.help[field], value };
  return longFields.includes(field) ? (
    <Textarea {...shared} autosize minRows={2} onChange={(event) => onChange(event.currentTarget.value)} />
  ) : (
    <TextInput {...shared} onChange={(event) => onChange(event.currentTarget.value)} />
  );
}
