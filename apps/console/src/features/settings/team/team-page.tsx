import { Group, Select, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { client } from '../../../api/client';
import { useCan } from '../../../api/session';
import type { RoleName, User } from '../../../api/types';
import { useFormat } from '../../../i18n/use-format';
import { useWords } from '../../../i18n/words';
import { Confirm } from '../../../ui/confirm';
import { DataList } from '../../../ui/data-list';
import { Loaded } from '../../../ui/loaded';
import { Pages } from '../../../ui/pages';
import { ProblemAlert } from '../../../ui/problem-alert';
import { ScopedButton } from '../../../ui/scoped-button';
import { Status, type Tone } from '../../../ui/status';
import { useAction } from '../../../ui/use-action';
import { useCreating } from '../creating';
import { SettingsPage } from '../settings-page';
import { InviteDialog } from './invite-dialog';
import { roleNames, usersQuery } from './queries';

const tones: Readonly<Record<User['state'], Tone>> = { invited: 'busy', active: 'good', disabled: 'quiet' };

/** Who may sign in, and what they may do. */
export function TeamPage() {
  const words = useWords();
  const { team } = words.settings;
  const format = useFormat();
  const [isInviting, setInviting] = useCreating();
  const [page, setPage] = useState(1);
  const columns = [
    {
      key: 'user',
      label: team.columns.user,
      cell: (user: User) => (
        <>
          <Text size="sm">{[user.first_name, user.last_name].filter(Boolean).join(' ')}</Text>
          <span className="address">{user.email_address}</span>
        </>
      ),
    },
    {
      key: 'state',
      label: team.columns.state,
      cell: ({ state, invite_expired, oidc_linked_at }: User) => (
        <>
          <Status tone={tones[state]}>{invite_expired ? team.expired : team.states[state]}</Status>
          {oidc_linked_at && (
            <Text size="xs" c="dimmed">
              {team.linked(format.date(oidc_linked_at))}
            </Text>
          )}
        </>
      ),
    },
    { key: 'role', label: team.columns.role, cell: (user: User) => <RoleSelect user={user} /> },
    { key: 'actions', label: team.columns.actions, cell: (user: User) => <UserActions user={user} /> },
  ];
  const invite = (
    <ScopedButton scope="user:create" onClick={() => setInviting(true)}>
      {team.invite}
    </ScopedButton>
  );
  return (
    <SettingsPage section="team" actions={invite}>
      <Loaded query={useQuery(usersQuery(page))} rows={4}>
        {({ items, pages }) => (
          <>
            {items.length === 0 && <Text size="sm">{team.empty}</Text>}
            {items.length > 0 && (
              <DataList caption={team.caption} columns={columns} rows={items} idOf={({ id }) => id} />
            )}
            <Pages page={page} pages={pages} onChange={setPage} />
          </>
        )}
      </Loaded>
      {isInviting && <InviteDialog onClose={() => setInviting(false)} />}
    </SettingsPage>
  );
}

function RoleSelect({ user: { id, email_address, roles } }: { readonly user: User }) {
  const { team, roles: roleWords } = useWords().settings;
  const isAllowed = useCan()('user:update');
  const giving = useAction(
    (role: RoleName) =>
      client.PUT('/api/v1/user/{id}/permission', { params: { path: { id } }, body: { roles: [role] } }),
    (role) => team.roleDone(email_address, roleWords[role]),
  );
  return (
    <>
      <Select
        aria-label={team.roleOf(email_address)}
        size="xs"
        data={roleNames.map((value) => ({ value, label: roleWords[value] }))}
        value={giving.isPending ? giving.variables : (roles[0] ?? null)}
        allowDeselect={false}
        disabled={!isAllowed}
        onChange={(role) => role && giving.mutate(role)}
      />
      {giving.error && <ProblemAlert error={giving.error} />}
    </>
  );
}

function UserActions({ user }: { readonly user: User }) {
  const { team } = useWords().settings;
  const { id, email_address, state, oidc_linked_at } = user;
  const params = { path: { id } };
  const [isDeleting, setDeleting] = useState(false);
  const [isUnlinking, setUnlinking] = useState(false);
  const inviting = useAction(
    () => client.POST('/api/v1/user/{id}/invite', { params }),
    team.invited(email_address),
  );
  const turning = useAction(
    (disabled: boolean) => client.PUT('/api/v1/user/{id}', { params, body: { disabled } }),
    (disabled) => (disabled ? team.disabled(email_address) : team.enabled(email_address)),
  );
  const unlinking = useAction(
    () => client.DELETE('/api/v1/user/{id}/oidc', { params }),
    team.unlinked(email_address),
  );
  const removing = useAction(
    () => client.DELETE('/api/v1/user/{id}', { params }),
    team.deleted(email_address),
  );
  const error = inviting.error ?? turning.error;
  return (
    <>
      <Group gap="xs">
        {state === 'invited' && (
          <ScopedButton scope="user:create" size="compact-xs" onClick={() => inviting.mutate()}>
            {team.inviteAgain}
          </ScopedButton>
        )}
        <ScopedButton
          scope="user:update"
          size="compact-xs"
          variant="default"
          onClick={() => turning.mutate(state !== 'disabled')}
        >
          {state === 'disabled' ? team.enable : team.disable}
        </ScopedButton>
        {oidc_linked_at && (
          <ScopedButton
            scope="user:update"
            size="compact-xs"
            variant="default"
            onClick={() => setUnlinking(true)}
          >
            {team.unlink}
          </ScopedButton>
        )}
        <ScopedButton
          scope="user:delete"
          size="compact-xs"
          variant="default"
          onClick={() => setDeleting(true)}
        >
          {team.delete}
        </ScopedButton>
      </Group>
      {error && <ProblemAlert error={error} />}
      <Confirm
        isOpen={isUnlinking}
        title={team.unlinkTitle(email_address)}
        text={team.unlinkText}
        isBusy={unlinking.isPending}
        error={unlinking.error}
        onConfirm={() => unlinking.mutate(undefined, { onSuccess: () => setUnlinking(false) })}
        onClose={() => setUnlinking(false)}
      />
      <Confirm
        isOpen={isDeleting}
        title={team.deleteTitle(email_address)}
        text={team.deleteText}
        isDangerous
        isBusy={removing.isPending}
        error={removing.error}
        onConfirm={() => removing.mutate(undefined, { onSuccess: () => setDeleting(false) })}
        onClose={() => setDeleting(false)}
      />
    </>
  );
}
