import { useNavigate, useSearch } from '@tanstack/react-router';

/** Whether the dialog that creates one is open: part of the address, so that the palette can open it. */
export interface Creating {
  readonly new?: true;
}

export function readCreating(search: Record<string, unknown>): Creating {
  return search['new'] === true ? { new: true } : {};
}

export function useCreating(): readonly [boolean, (isOpen: boolean) => void] {
  const isOpen = useSearch({ strict: false }).new === true;
  const navigate = useNavigate();
  const change = (next: boolean) =>
    void navigate({ to: '.', search: next ? { new: true } : {}, replace: true });
  return [isOpen, change];
}
