import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';

const program = join(__dirname, '..', '..', 'dist', 'openapi', 'write-document.js');

/**
 * The OpenAPI document, as JSON. Written when it is first asked for, and kept. It takes a second or two of a processor, which
 * a process of its own takes: no other caller waits for it, and its memory goes with it.
 */
@Injectable()
export class OpenApiDocument implements OnModuleDestroy {
  private readonly stopping = new AbortController();
  private written: Promise<Buffer> | null = null;

  constructor(private readonly publicUrl: string | undefined) {}

  get(): Promise<Buffer> {
    this.written ??= this.write().catch((error: unknown) => {
      this.written = null;
      throw error;
    });
    return this.written;
  }

  onModuleDestroy(): void {
    this.stopping.abort();
  }

  private async write(): Promise<Buffer> {
    const words = this.publicUrl === undefined ? [] : [this.publicUrl];
    const { stdout } = await promisify(execFile)(process.execPath, [program, ...words], {
      encoding: 'buffer',
      // it needs none of our settings, and gets none of our secrets
      env: {},
      maxBuffer: 64 * 1024 * 1024,
      signal: this.stopping.signal,
    });
    return stdout;
  }
}
