import { setTimeout as delay } from 'node:timers/promises';
import type { LocalServer, Progress } from '@subjectline/embedded';

/** What the supervisor started and has to stop. */
export interface Running {
  stop(): Promise<void>;
  kill(): void;
}

/** Starts the server, on the given port; a start that is under way when the signal is aborted ends. */
export type Begin = (signal: AbortSignal, port?: number) => Promise<LocalServer>;

interface Watched {
  name: string;
  say: Progress;
  /** Ends the first start; after that, stop() does. */
  stopping: AbortSignal;
  /** Done each time the server has come back. */
  whenBack?: () => Promise<void>;
}

const shortestPauseMs = 100;
const maxPauseMs = 5_000;
const calmAfterMs = 30_000;

/** Starts a server, and starts it again on the same port whenever it ends by itself; its clients connect again. */
export async function keepRunning(
  { name, say, stopping, whenBack }: Watched,
  begin: Begin,
): Promise<{ first: LocalServer; server: Running }> {
  const first = await begin(stopping);
  if (stopping.aborted) await first.stop();
  stopping.throwIfAborted();
  return { first, server: new KeptServer({ name, say, whenBack }, begin, first) };
}

class KeptServer implements Running {
  private readonly stopping = new AbortController();
  private readonly port: number;
  private readonly watching: Promise<void>;

  constructor(
    private readonly options: Pick<Watched, 'name' | 'say' | 'whenBack'>,
    private readonly begin: Begin,
    private current: LocalServer,
  ) {
    this.port = current.port;
    this.watching = this.watch();
  }

  /** Whichever it is doing, coming back included: nothing of it runs once this has resolved. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.current.stop();
    await this.watching;
  }

  kill(): void {
    this.stopping.abort();
    this.current.kill();
  }

  /** The pause doubles while the server keeps ending at once. */
  private async watch(): Promise<void> {
    for (let pauseMs = shortestPauseMs; ; pauseMs = Math.min(pauseMs * 2, maxPauseMs)) {
      const since = Date.now();
      await this.current.exited;
      if (this.isStopping) return;
      if (Date.now() - since > calmAfterMs) pauseMs = shortestPauseMs;
      const { name, say } = this.options;
      say(`${name} ended unexpectedly, starting it again`);
      await delay(pauseMs, undefined, { signal: this.stopping.signal }).catch(() => undefined);
      if (this.isStopping) return;
      await this.comeBack();
    }
  }

  private async comeBack(): Promise<void> {
    const { name, say, whenBack } = this.options;
    try {
      this.current = await this.begin(this.stopping.signal, this.port);
      await whenBack?.();
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      if (!this.isStopping) say(`${name} does not come back yet: ${why}`);
    }
    // stop() may have found the server that had died: the one that came up since is ours to stop.
    if (this.isStopping) await this.current.stop();
  }

  private get isStopping(): boolean {
    return this.stopping.signal.aborted;
  }
}
