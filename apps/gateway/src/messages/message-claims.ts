import { Injectable } from '@nestjs/common';
import { Bus, currentIdempotency } from '@subjectline/bus';
import { AppError, MessageKeys, namedId, newId } from '@subjectline/contracts';
import { KeyRing } from '@subjectline/storage';

/** The ids of new messages: under an idempotency key, a call that is repeated means the same messages. */
@Injectable()
export class MessageClaims {
  constructor(
    private readonly bus: Bus,
    private readonly keys: KeyRing,
  ) {}

  /** This id, or the one that the first call under the same key has taken: sent twice, a message is one. */
  async claim(own: string): Promise<string> {
    const idempotency = currentIdempotency();
    if (!idempotency) return own;
    const claim = { message_id: own, body_digest: idempotency.body };
    const { message_id, body_digest } = await this.bus.claim(MessageKeys, idempotency.key, claim);
    if (body_digest !== idempotency.body) throw new AppError('idempotency_key_reused');
    return message_id;
  }

  /** The ids of a batch, by the places of its messages. */
  async claimAll(organization: string): Promise<(place: number) => string> {
    const idempotency = currentIdempotency();
    if (!idempotency) return () => newId('msg');
    const idAt = (place: number) => {
      const [, digest = ''] = this.keys
        .digest('batch-message-id', organization, `${idempotency.key} ${place}`)
        .split('.');
      return namedId('msg', Buffer.from(digest, 'base64url'));
    };
    await this.claim(idAt(0));
    return idAt;
  }
}
