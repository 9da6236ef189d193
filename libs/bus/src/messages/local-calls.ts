import type { Call, ParticipantName } from '@subjectline/contracts';
import type { MsgHdrs } from 'nats';

/** Takes the bytes and headers of a request, and resolves with the bytes of the answer: Nest's packet, an error included. */
export type Answerer = (request: Uint8Array, headers: MsgHdrs) => Promise<Uint8Array>;

/**
 * The calls that are answered in this process: asked here, they need no broker and no socket. All else is as between two
 * processes: the content is copied and checked on both sides, the asker must be permitted to ask, and waits no longer than
 * the contract says.
 */
export class LocalCalls {
  private readonly answerers = new Map<string, Answerer>();

  add(subject: string, answerer: Answerer): void {
    this.answerers.set(subject, answerer);
  }

  remove(subject: string): void {
    this.answerers.delete(subject);
  }

  /** Undefined when another process answers the call, or when this asker may not ask it. */
  answererOf(
    { subject, askedBy }: Pick<Call<object, object>, 'subject' | 'askedBy'>,
    asker: ParticipantName,
  ): Answerer | undefined {
    return askedBy.includes(asker) ? this.answerers.get(subject) : undefined;
  }
}

/** What is answered here, and who asks here. */
export interface LocalAsker {
  readonly calls: LocalCalls;
  readonly name: ParticipantName;
}
