import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { signOut } from '../api/session';

export function useSignOut(): () => Promise<void> {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  return async () => {
    await signOut();
    // what was typed belongs to who typed it
    sessionStorage.clear();
    queryClient.clear();
    await navigate({ to: '/sign-in' });
  };
}
