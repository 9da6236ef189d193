import { Transform, type Readable, type TransformCallback } from 'node:stream';
import { AppError } from '@subjectline/contracts';

/** A megabyte in chunks of 64 bytes. Each costs as much memory as a hundred bytes that come in one piece. */
const maxChunks = 16_384;

/** Refuses a chunked body whose chunks are so small that keeping them costs many times what was sent. */
class ChunkLimit extends Transform {
  private chunks = 0;
  private bytes = 0;

  constructor(private readonly grow: (bytes: number) => void) {
    super();
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.chunks += 1;
    this.bytes += chunk.length;
    if (this.chunks > maxChunks) return done(new AppError('too_large'));
    try {
      this.grow(this.bytes);
    } catch (error) {
      return done(error as Error);
    }
    done(null, chunk);
  }
}

/** @param grow called with the size so far; what it throws refuses the body */
export function limitChunks(body: Readable, grow: (bytes: number) => void): Readable {
  const limit = new ChunkLimit(grow);
  // Fastify does not read a body that it refuses by the head, and an error without a listener ends the process
  limit.on('error', () => undefined);
  body.once('error', (error) => limit.destroy(error));
  return body.pipe(limit);
}
