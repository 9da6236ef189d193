import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { toProblem, type Problem } from '../../../api/problem';
import type { ProviderConfig, ProviderType } from '../../../api/types';
import type { Words } from '../../../i18n/en';
import { useWords } from '../../../i18n/words';
import { notices } from '../../../ui/notices';
import { ProblemAlert, sentenceOf } from '../../../ui/problem-alert';
import { ScopedButton } from '../../../ui/scoped-button';
import { DetailField, SecretField } from './provider-fields';
import { translated } from './form-values';
import { freeKeyOf, useSaveProvider, type Saved, type Way } from './saving';
import { useProviderForm, type ProviderForm } from './use-provider-form';

interface Props {
  readonly type: ProviderType;
  /** Null for one that is added. */
  readonly config: ProviderConfig | null;
  readonly configs: readonly ProviderConfig[];
  readonly active: ProviderConfig | null;
  readonly onSaved: (saved: Saved) => void;
}

const scope = 'messaging:create_or_update';

/** Nothing replaces what works until the vendor has accepted it, unless it cannot be asked. */
export function ProviderSettings({ type: shipped, config, configs, active, onSaved }: Props) {
  const allWords = useWords();
  const { form: words, fields } = allWords.providers;
  const type = translated(shipped, fields);
  const form = useProviderForm(type, config);
  const [name, setName] = useState('');
  const saving = useSaveProvider(type, config, freeKeyOf(type.service_type, configs));
  const element = useRef<HTMLFormElement>(null);
  useFocusOnProblem(element, form.problems);

  const isActive = config !== null && config.key === active?.key;
  const isSecond = config === null && configs.some(({ service_type }) => service_type === type.service_type);

  const save = (way: Way) => {
    saving.reset();
    if (!form.isComplete(words.missing)) return;
    saving.mutate(
      { way, values: form.values(), ...(name.trim() && { name: name.trim() }) },
      {
        onSuccess: (done) => {
          form.clear();
          notices.say(savedText(done, type.label, allWords));
          onSaved(done);
        },
        onError: form.showProblems,
      },
    );
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save('activate');
  };
  return (
    <form ref={element} onSubmit={submit} noValidate>
      <Stack>
        {isSecond && (
          <TextInput
            label={words.name}
            description={words.nameHelp}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            maxLength={200}
          />
        )}
        <Fields type={type} config={config} form={form} />
        <Text size="sm" c="dimmed">
          {words.activates}
        </Text>
        {saving.error && (
          <SaveProblem error={toProblem(saving.error)} active={active} form={form} config={config} />
        )}
        <Group gap="xs">
          <ScopedButton scope={scope} type="submit" loading={saving.isPending}>
            {isActive ? words.check : words.activate}
          </ScopedButton>
          {!isActive && configs.length > 0 && (
            <ScopedButton
              scope={scope}
              variant="default"
              loading={saving.isPending}
              onClick={() => save('save')}
            >
              {words.save}
            </ScopedButton>
          )}
          {toProblem(saving.error).code === 'provider_not_checked' && (
            <Button variant="default" onClick={() => save('activate unchecked')}>
              {words.saveUnchecked}
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  );
}

function Fields({ type, config, form }: Pick<Props, 'type' | 'config'> & { readonly form: ProviderForm }) {
  const { byField } = form.problems;
  const stored = config?.secrets_set ?? [];
  const fields = [
    ...type.details.map((field) => ({
      field,
      row: (
        <DetailField
          key={field.name}
          field={field}
          value={form.details[field.name] ?? ''}
          error={byField[field.name]}
          onChange={(value) => form.setDetail(field.name, value)}
        />
      ),
    })),
    ...type.secrets.map((field) => ({
      field,
      row: (
        <SecretField
          key={field.name}
          field={field}
          isSet={stored.includes(field.name)}
          isRemoved={form.secrets.removed.includes(field.name)}
          value={form.secrets.typed[field.name]}
          error={byField[field.name]}
          onChange={(value) => form.setSecret(field.name, value)}
          onRemove={(isRemoved) => form.setRemoved(field.name, isRemoved)}
        />
      ),
    })),
  ];
  // what has to be filled in comes first
  return fields.toSorted((a, b) => Number(b.field.required) - Number(a.field.required)).map(({ row }) => row);
}

interface ProblemProps extends Pick<Props, 'config' | 'active'> {
  readonly error: Problem;
  readonly form: ProviderForm;
}

/** What stands beside its field is not said twice. */
function SaveProblem({ error, active, config, form }: ProblemProps) {
  const { form: words } = useWords().providers;
  const isOfFields = error.fields.length > 0 && form.problems.rest.length === 0;
  if (isOfFields) return null;
  const isOfVendor = error.code === 'provider_not_accepted' || error.code === 'provider_not_checked';
  return (
    <div>
      <ProblemAlert error={error} />
      {isOfVendor && active && (
        <Text size="sm" mt="xs">
          {active.key === config?.key ? words.kept : words.othersKept(active.name)}
        </Text>
      )}
      {error.code === 'provider_not_checked' && <Text size="sm">{words.later}</Text>}
    </div>
  );
}

function savedText({ refusal }: Saved, label: string, allWords: Words): string {
  const { form: words } = allWords.providers;
  if (refusal === undefined) return words.savedUnchecked;
  return refusal === null ? words.saved(label) : words.savedRefused(sentenceOf(refusal, allWords));
}

/** The focus goes to the first field that is wrong. */
function useFocusOnProblem(form: { readonly current: HTMLFormElement | null }, problems: object): void {
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  }, [form, problems]);
}
