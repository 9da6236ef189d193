/** Keeps what is logged, for specs that search it for what must not be there. */
export class LogCapture {
  private readonly lines: string[] = [];
  private readonly waiting = new Set<() => void>();

  write(line: string): void {
    this.lines.push(line);
    for (const look of [...this.waiting]) look();
  }

  get text(): string {
    return this.lines.join('');
  }

  /** Resolves with the first line that fits, now or later. */
  line(fits: (line: string) => boolean, deadlineMs = 60_000): Promise<string> {
    return new Promise((resolve, reject) => {
      const look = () => {
        const found = this.lines.find(fits);
        if (found === undefined) return;
        finish();
        resolve(found);
      };
      const timer = setTimeout(() => {
        finish();
        reject(new Error(`no such line within ${deadlineMs} ms`));
      }, deadlineMs);
      const finish = () => {
        clearTimeout(timer);
        this.waiting.delete(look);
      };
      this.waiting.add(look);
      look();
    });
  }
}
