import { Modal, type ModalProps } from '@mantine/core';
import { useLayoutEffect } from 'react';
import { useWords } from '../i18n/words';

/** Over the page. When it closes, the focus goes back to what opened it, or to the heading if that is gone. */
export function Dialog(props: ModalProps) {
  const { close } = useWords();
  useFocusBack(props.opened);
  return <Modal closeButtonProps={{ 'aria-label': close }} {...props} />;
}

/** Mantine does so only for dialogs that stay mounted. */
function useFocusBack(isOpen: boolean): void {
  useLayoutEffect(() => {
    if (!isOpen) return undefined;
    const opener = document.activeElement;
    return () => {
      // once it has left the document
      setTimeout(() => giveFocusBack(opener));
    };
  }, [isOpen]);
}

function giveFocusBack(opener: Element | null): void {
  const { activeElement, body } = document;
  if (activeElement && activeElement !== body) return;
  const canHaveIt = opener instanceof HTMLElement && opener !== body && opener.isConnected;
  if (canHaveIt) opener.focus();
  // what is disabled takes no focus
  if (document.activeElement === body) {
    document.querySelector<HTMLElement>('.page-heading')?.focus({ preventScroll: true });
  }
}
