import { useState } from 'react';

/** A text that survives a reload until it is saved. For no secrets; the sign-out clears it. */
export function useDraft(name: string): readonly [string, (text: string) => void, () => void] {
  const key = `draft ${name}`;
  const [text, setText] = useState(() => sessionStorage.getItem(key) ?? '');
  const change = (next: string): void => {
    sessionStorage.setItem(key, next);
    setText(next);
  };
  const clear = (): void => {
    sessionStorage.removeItem(key);
    setText('');
  };
  return [text, change, clear];
}
