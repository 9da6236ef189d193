/** The last thing that was done, said once at the bottom of the page. */
class Notices {
  private text = '';
  private readonly listeners = new Set<() => void>();

  say(text: string): void {
    this.text = text;
    for (const listener of this.listeners) listener();
  }

  readonly current = (): string => this.text;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
}

export const notices = new Notices();
