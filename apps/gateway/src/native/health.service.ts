import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { Bus } from '@subjectline/bus';
import { healthCalls } from '@subjectline/contracts';

type State = 'up' | 'down';

export interface Readiness {
  readonly status: 'ready' | 'not ready';
  readonly checks: Readonly<Record<string, State>>;
}

const patienceMs = 2_000;

/** Asks everything that a call may need, each time anew. */
@Injectable()
export class HealthService {
  constructor(private readonly bus: Bus) {}

  async check(): Promise<Readiness> {
    const checks = Object.fromEntries(
      await Promise.all([
        this.askNats(),
        ...Object.entries(healthCalls).map(([name, call]) => this.askService(name, call)),
      ]),
    );
    const isReady = Object.values(checks).every((state) => state === 'up');
    return { status: isReady ? 'ready' : 'not ready', checks };
  }

  /** `flush` waits for the server's answer; while there is no connection it waits for that. */
  private async askNats(): Promise<[string, State]> {
    const answered = this.bus.connection.flush().then(
      () => true,
      () => false,
    );
    const isUp = await Promise.race([answered, pause(patienceMs, false, { ref: false })]);
    return ['nats', isUp ? 'up' : 'down'];
  }

  private async askService(
    name: string,
    call: (typeof healthCalls)[keyof typeof healthCalls],
  ): Promise<[string, State]> {
    const isUp = await this.bus.ask(call, { from: 'gateway' }).then(
      ({ database }) => database,
      () => false,
    );
    return [name, isUp ? 'up' : 'down'];
  }
}
