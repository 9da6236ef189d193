import { AppError, check, checkKnown, type Call } from '@subjectline/contracts';

type Answered<Reply extends object> = Pick<Call<object, Reply>, 'reply' | 'subject'>;

/** A reply that does not fit its contract is a bug of the answering service; the caller cannot mend it. */
export function checkReply<Reply extends object>(answered: Answered<Reply>, value: unknown): Reply {
  return readWith(check, answered, value);
}

/** The same for the caller, which leaves out fields that a newer version of the answering service has added. */
export function readReply<Reply extends object>(answered: Answered<Reply>, value: unknown): Reply {
  return readWith(checkKnown, answered, value);
}

function readWith<Reply extends object>(
  read: typeof check,
  { reply, subject }: Answered<Reply>,
  value: unknown,
): Reply {
  try {
    return read(reply, value);
  } catch (error) {
    throw new AppError('internal', { subject }, [], { cause: error });
  }
}
