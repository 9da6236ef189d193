import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { client } from '../../api/client';
import type { ProviderConfig } from '../../api/types';
import { useMutation } from '../../api/use-mutation';
import { useWords } from '../../i18n/words';
import { Confirm } from '../../ui/confirm';
import { notices } from '../../ui/notices';
import { ScopedButton } from '../../ui/scoped-button';
import { activeQuery, configQuery } from './queries';

export function RemoveButton({ config: { key, name } }: { readonly config: ProviderConfig }) {
  const { remove: words } = useWords().providers;
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const [isOpen, setOpen] = useState(false);
  const isActive = useQuery(activeQuery).data?.key === key;
  const removing = useMutation({
    mutationFn: () =>
      client.DELETE('/api/v1/messaging/config/{config_key}', { params: { path: { config_key: key } } }),
    onSuccess: async () => {
      await navigate({ to: '/privacy-request/configure' });
      queryClient.removeQueries({ queryKey: configQuery(key).queryKey });
      await queryClient.invalidateQueries();
      notices.say(words.done(name));
    },
  });
  return (
    <div>
      <ScopedButton scope="messaging:delete" variant="default" size="xs" onClick={() => setOpen(true)}>
        {words.label}
      </ScopedButton>
      <Confirm
        isOpen={isOpen}
        title={words.title(name)}
        text={isActive ? `${words.text} ${words.active}` : words.text}
        isDangerous
        isBusy={removing.isPending}
        error={removing.error}
        onConfirm={() => removing.mutate()}
        onClose={() => setOpen(false)}
      />
    </div>
  );
}
