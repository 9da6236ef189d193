import { Transform, type Readable, type TransformCallback } from 'node:stream';
import { AppError } from '@subjectline/contracts';

/** A megabyte in chunks of 64 bytes. Each costs as much memory as a hundred bytes that come in one piece. */
const maxChunks = 16_384;

/** Refuses a chunked body whose chunks are so small that keeping them costs many times what was sent. */
class ChunkLimit extends Transform {
  private chunks = 0;

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.chunks += 1;
    if (this.chunks > maxChunks) done(new AppError('too_large'));
    else done(null, chunk);
  }
}

export function limitChunks(body: Readable): Readable {
  const limit = new ChunkLimit();
  body.once('error', (error) => limit.destroy(error));
  return body.pipe(limit);
}
