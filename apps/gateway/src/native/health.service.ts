import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { Bus } from '@subjectline/bus';
import { healthCalls } from '@subjectline/contracts';
import { ForwardedWatch } from '../http/forwarded-watch';

type State = 'up' | 'down';

export interface Readiness {
  readonly status: 'ready' | 'not ready';
  readonly checks: Readonly<Record<string, State>>;
  /** What an operator should look at although everything answers; left out when there is nothing. */
  readonly warnings?: readonly string[];
}

const forwardedIgnored =
  'X-Forwarded-For came from a peer that is not trusted and was ignored: if a proxy of yours stands in front, name it in SUBJECTLINE_TRUSTED_PROXIES';

const patienceMs = 2_000;

/** Asks everything that a call may need, each time anew. */
@Injectable()
export class HealthService {
  constructor(
    private readonly bus: Bus,
    private readonly forwarded: ForwardedWatch,
  ) {}

  async check(): Promise<Readiness> {
    const checks = Object.fromEntries(
      await Promise.all([
        this.askNats(),
        ...Object.entries(healthCalls).map(([name, call]) => this.askService(name, call)),
      ]),
    );
    const isReady = Object.values(checks).every((state) => state === 'up');
    const warnings = this.forwarded.hasIgnored ? [forwardedIgnored] : [];
    return {
      status: isReady ? 'ready' : 'not ready',
      checks,
      ...(warnings.length > 0 && { warnings }),
    };
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
