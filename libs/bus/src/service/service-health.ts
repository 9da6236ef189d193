import type { Health } from '@subjectline/contracts';

/** What the health call and `GET /health` report: the stores, and what features add to them. */
export class ServiceHealth {
  private readonly additions: ((health: Health) => Promise<Health>)[] = [];

  constructor(private readonly stores: { health(): Promise<Health> }) {}

  /** Adds to every report what a feature knows. */
  extend(addition: (health: Health) => Promise<Health>): void {
    this.additions.push(addition);
  }

  async read(): Promise<Health> {
    let health = await this.stores.health();
    for (const addition of this.additions) health = await addition(health);
    return health;
  }
}
