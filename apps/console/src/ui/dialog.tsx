import { Modal, type ModalProps } from '@mantine/core';
import { useLayoutEffect } from 'react';
import { useWords } from '../i18n/words';
import { ancestorsOf, giveFocusBack } from './focus';

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
    const around = ancestorsOf(opener);
    return () => {
      // once it has left the document
      setTimeout(() => giveFocusBack(opener, around));
    };
  }, [isOpen]);
}
