/** The members of a body's lists and objects, as many as a call may have looked at: a body may hold a hundred thousand. */
export class Members {
  private left = 2_000;

  *of(value: unknown): Generator<[name: string, member: unknown]> {
    if (typeof value !== 'object' || value === null) return;
    for (const name in value) {
      if (this.left === 0) return;
      this.left -= 1;
      yield [name, (value as Record<string, unknown>)[name]];
    }
  }
}
