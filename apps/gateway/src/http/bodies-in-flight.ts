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

  /** Takes the room that the body of a request may need until it is answered, or refuses it with 503. */
  admit(request: FastifyRequest, reply: FastifyReply): void {
    const bytes = this.bytesOf(request);
    if (bytes <= smallBytes) return;
    // programs on this machine have no address; they share what is left by all
    const address = request.clientAddress ?? '';
    const own = this.byAddress.get(address) ?? 0;
    const mayHave =
      address === '' ? this.maxBytes : Math.max(this.maxBodyBytes, this.maxBytes * sharePerAddress);
    if (this.total + bytes > this.maxBytes || own + bytes > mayHave) {
      throw new AppError('overloaded');
    }
    this.add(address, bytes);
    reply.raw.once('close', () => this.add(address, -bytes));
  }

  /** A body of unknown length may become as large as any; one that says it is larger is refused for that. */
  private bytesOf({ headers }: FastifyRequest): number {
    const declared = headers['content-length'];
    if (declared === undefined) return headers['transfer-encoding'] === undefined ? 0 : this.maxBodyBytes;
    return Number(declared) > this.maxBodyBytes ? 0 : Number(declared);
  }

  private add(address: string, bytes: number): void {
    this.total += bytes;
    const own = (this.byAddress.get(address) ?? 0) + bytes;
    if (own > 0) this.byAddress.set(address, own);
    else this.byAddress.delete(address);
  }
}
