import { Modal, Stack, Text } from '@mantine/core';
import { useLocation } from '@tanstack/react-router';
import { useSyncExternalStore } from 'react';
import { reauthentication } from '../api/reauthentication';
import { useWords } from '../i18n/words';
import { SignInForm } from './sign-in-form';

/** Over the page, when the session has ended: what is typed on it stays. */
export function SignInDialog() {
  const words = useWords().shell.signIn;
  const to = useLocation({ select: ({ href }) => href });
  const isRequested = useSyncExternalStore(reauthentication.subscribe, reauthentication.isRequested);
  return (
    <Modal
      opened={isRequested}
      onClose={() => undefined}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      title={words.again}
    >
      <Stack>
        <Text size="sm">{words.againText}</Text>
        <SignInForm to={to} onDone={() => reauthentication.complete()} />
      </Stack>
    </Modal>
  );
}
