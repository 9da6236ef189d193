import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { endOf } from './end-of';

export interface ProgramOptions {
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
}

/**
 * A Node program in a session of its own, for specs that read what it prints and end it. It inherits nothing of the
 * environment but where programs and the home folder are.
 */
export class Program {
  private text = '';
  private hasEnded = false;
  private readonly looking = new Set<() => void>();
  private readonly child: ChildProcess;
  /** Its exit code, or null when a signal ended it. */
  readonly ended: Promise<number | null>;

  private constructor(words: readonly string[], { folder, env }: ProgramOptions) {
    const { PATH, HOME } = process.env;
    this.child = spawn(process.execPath, words, {
      cwd: folder,
      env: { PATH, HOME, ...env },
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const output of [this.child.stdout, this.child.stderr]) {
      output?.setEncoding('utf8').on('data', (part: string) => this.hear(part));
    }
    this.ended = once(this.child, 'close').then(([code]) => code as number | null);
    void this.ended.then(() => {
      this.hasEnded = true;
      this.hear('');
    });
  }

  static start(words: readonly string[], options: ProgramOptions): Program {
    return new Program(words, options);
  }

  get pid(): number {
    if (this.child.pid === undefined) throw new Error('the program could not be started');
    return this.child.pid;
  }

  /** Everything it has written so far. */
  get printed(): string {
    return this.text;
  }

  /** Resolves once it has printed this; fails when it ends before, or after the deadline. */
  async prints(pattern: RegExp, deadlineMs = 90_000): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      const finish = (settle: () => void): void => {
        clearTimeout(timer);
        this.looking.delete(look);
        settle();
      };
      const fail = (why: string): void =>
        finish(() => reject(new Error(`${String(pattern)}: ${why}. It said:\n${this.text}`)));
      const timer = setTimeout(() => fail(`not within ${deadlineMs} ms`), deadlineMs);
      const look = (): void => {
        if (pattern.test(this.text)) finish(resolve);
        else if (this.hasEnded) fail('it ended');
      };
      this.looking.add(look);
      look();
    });
  }

  /** Ctrl-C in a terminal: the whole process group gets it. Fails when the program does not end. */
  async interrupt(deadlineMs = 60_000): Promise<number | null> {
    if (!this.hasEnded) process.kill(-this.pid, 'SIGINT');
    const code = await endOf(this.child, this.ended, deadlineMs);
    if (code === 'killed') throw new Error(`it did not end within ${deadlineMs} ms. It said:\n${this.text}`);
    return code;
  }

  /** SIGKILL to the program alone, as when the machine runs out of memory. */
  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.ended;
  }

  private hear(part: string): void {
    this.text += part;
    for (const look of this.looking) look();
  }
}
