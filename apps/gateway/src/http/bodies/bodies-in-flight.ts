import { AppError } from '@subjectline/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** Smaller bodies are not counted: they are most of the traffic and little of the memory. */
const smallBytes = 65_536;
/** One address may take this part of the whole. */
const sharePerAddress = 1 / 4;

/** Bounds the memory of large bodies that are being received or worked on. */
export class BodiesInFlight {
  private total = 0;
  private readonly byAddress = new Map<string, number>();

  constructor(
    private readonly maxBytes: number,
    private readonly maxBodyBytes: number,
  ) {}

  /**
   * Takes the room of a body until its call is answered or its caller has left, or refuses it with 503. A declared length
   * is taken at once; one that is larger than allowed is refused elsewhere.
   * @returns called with the size so far of a body of unknown length, which takes its room as it grows
   */
  admit(request: FastifyRequest, reply: FastifyReply): (bytes: number) => void {
    const room = this.roomOf(request, reply);
    const declared = Number(request.headers['content-length'] ?? 0);
    // hooks before this one wait, and a caller may have left meanwhile: nothing would give its room back
    if (declared <= this.maxBodyBytes && !request.raw.destroyed) room(declared);
    return room;
  }

  private roomOf({ clientAddress, raw: { socket } }: FastifyRequest, { raw }: FastifyReply) {
    // programs on this machine have no address; they share what is left by all
    const address = clientAddress ?? '';
    let held = 0;
    const release = () => {
      socket.off('close', release);
      raw.off('close', release);
      this.add(address, -held);
    };
    return (bytes: number): void => {
      if (bytes <= smallBytes || raw.closed || socket.destroyed) return;
      this.requireRoom(address, bytes - held);
      // a call behind another one on its connection has no `close` of its own while it waits for its turn
      if (held === 0) for (const end of [raw, socket]) end.once('close', release);
      this.add(address, bytes - held);
      held = bytes;
    };
  }

  private requireRoom(address: string, bytes: number): void {
    const own = this.byAddress.get(address) ?? 0;
    const mayHave =
      address === '' ? this.maxBytes : Math.max(this.maxBodyBytes, this.maxBytes * sharePerAddress);
    if (this.total + bytes > this.maxBytes || own + bytes > mayHave) throw new AppError('overloaded');
  }

  private add(address: string, bytes: number): void {
    this.total += bytes;
    const own = (this.byAddress.get(address) ?? 0) + bytes;
    if (own > 0) this.byAddress.set(address, own);
    else this.byAddress.delete(address);
  }
}
