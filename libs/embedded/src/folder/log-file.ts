import { open, rename, stat, type FileHandle } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';

export interface LogFileOptions {
  readonly path: string;
  /** Called when the log cannot be written, and when it can again. */
  readonly say: (line: string) => void;
  /** A file that would grow beyond this is renamed to `<path>.1` and a new one begun. */
  readonly maxBytes?: number;
  /** Max renamed files. */
  readonly maxOldFiles?: number;
  /** Max size buffered while the file cannot be written. Anything beyond is dropped and counted. */
  readonly maxHeldBytes?: number;
  readonly retryMs?: number;
}

const endTimeoutMs = 5_000;
/** Under load the lines of this time are written together: a write for each would wake another thread for each call. */
const gatherMs = 50;

/**
 * Takes log lines and writes them to a file of bounded size. A file that cannot be written, on a full disk say, is no
 * reason for the program to end or to wait: it is said once and tried again.
 */
export class LogFile {
  private readonly options: Required<LogFileOptions>;
  private held: string[] = [];
  private heldBytes = 0;
  private lostLines = 0;
  private isFailing = false;
  private isEnding = false;
  private file: FileHandle | null = null;
  private size = 0;
  private writing: Promise<void> | null = null;
  private readonly ending = new AbortController();

  constructor(options: LogFileOptions) {
    this.options = {
      maxBytes: 10_000_000,
      maxOldFiles: 5,
      maxHeldBytes: 1_000_000,
      retryMs: 1_000,
      ...options,
    };
  }

  /** Never throws or waits. */
  write(line: string): void {
    const bytes = Buffer.byteLength(line);
    if (this.isEnding || this.heldBytes + bytes > this.options.maxHeldBytes) {
      this.lostLines += 1;
      return;
    }
    this.held.push(line);
    this.heldBytes += bytes;
    this.writing ??= this.writeHeld();
  }

  /** Writes what is held, if it can be written now, and closes the file. */
  async end(): Promise<void> {
    this.isEnding = true;
    this.ending.abort();
    // a disk that does not answer keeps a write waiting, but not us
    await Promise.race([this.writing, pause(endTimeoutMs, undefined, { ref: false })]);
    await this.file?.close().catch(() => undefined);
    this.file = null;
  }

  private async writeHeld(): Promise<void> {
    let rest = Buffer.alloc(0);
    while (rest.length > 0 || this.held.length > 0) {
      if (rest.length === 0) rest = this.takeHeld();
      try {
        rest = await this.append(rest);
        this.reportRecovery();
        if (this.heldBytes < this.options.maxHeldBytes / 2) await this.pause(gatherMs);
      } catch (error) {
        await this.fail(error);
        if (this.isEnding) return;
        await this.pause(this.options.retryMs);
      }
    }
    // in the same tick in which nothing was left: what comes from now on starts the writing anew
    this.writing = null;
  }

  /** Ends with the program. */
  private async pause(ms: number): Promise<void> {
    await pause(ms, undefined, { signal: this.ending.signal }).catch(() => undefined);
  }

  private takeHeld(): Buffer<ArrayBuffer> {
    const bytes = Buffer.from(this.held.join(''));
    this.held = [];
    this.heldBytes = 0;
    return bytes;
  }

  /** @returns what the file did not take: on a disk that is nearly full it takes a part */
  private async append(bytes: Buffer<ArrayBuffer>): Promise<Buffer<ArrayBuffer>> {
    if (this.file && this.size > 0 && this.size + bytes.length > this.options.maxBytes) await this.rotate();
    this.file ??= await this.openFile();
    const { bytesWritten } = await this.file.write(bytes);
    this.size += bytesWritten;
    return bytes.subarray(bytesWritten);
  }

  private async openFile(): Promise<FileHandle> {
    const found = await stat(this.options.path).catch(() => null);
    if (found?.isFile() && found.size >= this.options.maxBytes) await this.shift();
    const file = await open(this.options.path, 'a', 0o600);
    this.size = (await file.stat()).size;
    return file;
  }

  private async rotate(): Promise<void> {
    await this.file?.close();
    this.file = null;
    await this.shift();
  }

  /** `log.4` becomes `log.5` and so on down to `log`, which becomes `log.1`; the oldest is overwritten. */
  private async shift(): Promise<void> {
    const { path, maxOldFiles } = this.options;
    for (let number = maxOldFiles; number > 0; number -= 1) {
      const older = number === 1 ? path : `${path}.${number - 1}`;
      await rename(older, `${path}.${number}`).catch(ignoreMissing);
    }
  }

  private async fail(problem: unknown): Promise<void> {
    await this.file?.close().catch(() => undefined);
    this.file = null;
    if (this.isFailing) return;
    this.isFailing = true;
    const why = problem instanceof Error ? problem.message : String(problem);
    this.options.say(`The log ${this.options.path} cannot be written, going on without it: ${why}`);
  }

  private reportRecovery(): void {
    if (!this.isFailing) return;
    this.isFailing = false;
    this.options.say(
      `The log ${this.options.path} is written again; ${this.lostLines} lines of it were lost`,
    );
    this.lostLines = 0;
  }
}

function ignoreMissing(error: unknown): void {
  if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
}
