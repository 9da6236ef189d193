import { AppError, check, type Call } from '@subjectline/contracts';

/** A reply that does not fit its contract is a bug of the answering service; the caller cannot mend it. */
export function checkReply<Reply extends object>(
  { reply, subject }: Pick<Call<object, Reply>, 'reply' | 'subject'>,
  value: unknown,
): Reply {
  try {
    return check(reply, value);
  } catch (error) {
    throw new AppError('internal', { subject }, [], { cause: error });
  }
}
