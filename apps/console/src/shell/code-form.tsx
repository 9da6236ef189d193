import { Button, Stack, Text, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { sendCode } from '../api/session';
import type { CodeAddress } from '../api/types';
import { useMutation } from '../api/use-mutation';
import { useWords } from '../i18n/words';
import { Refusal } from './refusal';
import { refusalOf, useSignIn } from './use-sign-in';

/** First the address that the code is mailed to, then the code. */
export function CodeForm({ onDone }: { readonly onDone: () => void }) {
  const [address, setAddress] = useState<CodeAddress | null>(null);
  if (!address) return <AddressStep onSent={setAddress} />;
  return <CodeStep address={address} onBack={() => setAddress(null)} onDone={onDone} />;
}

function AddressStep({ onSent }: { readonly onSent: (address: CodeAddress) => void }) {
  const words = useWords();
  const { signIn } = words.shell;
  const [email, setEmail] = useState('');
  const [organization, setOrganization] = useState('');
  const sending = useMutation({ mutationFn: sendCode, onSuccess: (_answer, address) => onSent(address) });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    sending.mutate({ email, ...(organization && { organization }) });
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <Text size="sm">{signIn.codeText}</Text>
        <TextInput
          type="email"
          label={signIn.email}
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
          autoComplete="email"
          required
          data-autofocus
        />
        <TextInput
          label={signIn.organization}
          description={signIn.organizationHelp}
          value={organization}
          onChange={(event) => setOrganization(event.currentTarget.value)}
          autoComplete="organization"
        />
        <Refusal>{refusalOf(sending.error, words, signIn.wrongAddress)}</Refusal>
        <Button type="submit" loading={sending.isPending}>
          {signIn.sendCode}
        </Button>
      </Stack>
    </form>
  );
}

interface CodeStepProps {
  readonly address: CodeAddress;
  readonly onBack: () => void;
  readonly onDone: () => void;
}

function CodeStep({ address, onBack, onDone }: CodeStepProps) {
  const words = useWords();
  const { signIn } = words.shell;
  const [code, setCode] = useState('');
  const signingIn = useSignIn(onDone);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    signingIn.mutate({ ...address, code });
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <Text size="sm" role="status">
          {signIn.codeSent(address.email)}
        </Text>
        <TextInput
          label={signIn.code}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
          inputMode="numeric"
          autoComplete="one-time-code"
          required
          autoFocus
        />
        <Refusal>{refusalOf(signingIn.error, words, signIn.wrongCode)}</Refusal>
        <Button type="submit" loading={signingIn.isPending}>
          {signIn.submit}
        </Button>
        <Button variant="default" size="xs" onClick={onBack}>
          {signIn.otherAddress}
        </Button>
      </Stack>
    </form>
  );
}
