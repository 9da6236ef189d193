import { Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { client } from '../../../api/client';
import type { RoleName } from '../../../api/types';
import { isLanguage, languages } from '../../../i18n/languages';
import { useTranslation, useWords } from '../../../i18n/words';
import { Confirm } from '../../../ui/confirm';
import { useAction } from '../../../ui/use-action';
import { roleNames } from './queries';

export function InviteDialog({ onClose }: { readonly onClose: () => void }) {
  const { settings, language: languageLabel } = useWords();
  const { team, roles } = settings;
  const translation = useTranslation();
  const [email_address, setEmail] = useState('');
  const [first_name, setFirst] = useState('');
  const [last_name, setLast] = useState('');
  const [role, setRole] = useState<RoleName>('viewer');
  const [locale, setLocale] = useState<string>(translation.language);
  const inviting = useAction(
    () =>
      client.POST('/api/v1/user', {
        body: {
          email_address: email_address.trim(),
          first_name: first_name.trim() || null,
          last_name: last_name.trim() || null,
          roles: [role],
          locale,
        },
      }),
    team.invited(email_address.trim()),
  );
  return (
    <Confirm
      isOpen
      title={team.invite}
      text={team.inviteText}
      isBusy={inviting.isPending}
      isDisabled={email_address.trim() === ''}
      error={inviting.error}
      onConfirm={() => inviting.mutate(undefined, { onSuccess: onClose })}
      onClose={onClose}
    >
      <TextInput
        type="email"
        label={team.email}
        value={email_address}
        onChange={(event) => setEmail(event.currentTarget.value)}
        autoComplete="off"
        required
        data-autofocus
      />
      <TextInput
        label={team.first}
        value={first_name}
        onChange={(event) => setFirst(event.currentTarget.value)}
        autoComplete="off"
      />
      <TextInput
        label={team.last}
        value={last_name}
        onChange={(event) => setLast(event.currentTarget.value)}
        autoComplete="off"
      />
      <Select
        label={team.columns.role}
        description={team.roleHelp[role]}
        data={roleNames.map((value) => ({ value, label: roles[value] }))}
        value={role}
        allowDeselect={false}
        onChange={(value) => setRole(value ?? 'viewer')}
      />
      <Select
        label={languageLabel}
        data={Object.entries(languages).map(([value, label]) => ({ value, label }))}
        value={locale}
        allowDeselect={false}
        onChange={(value) => value && isLanguage(value) && setLocale(value)}
      />
    </Confirm>
  );
}
