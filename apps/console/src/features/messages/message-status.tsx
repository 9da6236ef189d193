import type { Message } from '../../api/types';
import { useWords } from '../../i18n/words';
import { Status } from '../../ui/status';
import { toneOf } from './status';

/** The state, and what the vendor reports of it. */
export function MessageStatus({ message }: { readonly message: Pick<Message, 'state' | 'delivery'> }) {
  const { messageStates, deliveryStates } = useWords();
  const { state, delivery } = message;
  const text = delivery
    ? `${messageStates[state]}, ${deliveryStates[delivery.status]}`
    : messageStates[state];
  return <Status tone={toneOf(message)}>{text}</Status>;
}
