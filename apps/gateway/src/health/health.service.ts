import { ListOf, ObjectOf, OneOf, Optional, Text } from '@subjectline/schema';
import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { Bus } from '@subjectline/bus';
import { healthCalls, type Health } from '@subjectline/contracts';
import { SharedKeys } from '@subjectline/storage';
import { ForwardedWatch } from '../http/callers/forwarded-watch';

type State = 'up' | 'down';

export class Readiness {
  @OneOf(['ready', 'not ready']) status!: 'ready' | 'not ready';
  @ObjectOf<Record<string, State>>({
    example: { gateway: 'up', nats: 'up', config: 'up', dispatch: 'up' },
    schema: { additionalProperties: { type: 'string' } },
  })
  checks!: Record<string, State>;

  /** The reasons for failed checks, if known. */
  @Optional(ListOf(Text())) reasons?: readonly string[];

  /** Warnings for an operator while everything is up. Omitted if there are none. */
  @Optional(ListOf(Text())) warnings?: readonly string[];
}

const patienceMs = 2_000;

/** Checks every dependency, without caching. */
@Injectable()
export class HealthService {
  constructor(
    private readonly bus: Bus,
    private readonly forwarded: ForwardedWatch,
    private readonly keys: SharedKeys,
  ) {}

  async check(): Promise<Readiness> {
    const [isConnected, ...answers] = await Promise.all([
      this.reachesNats(),
      ...Object.entries(healthCalls).map(([name, call]) => this.askService(name, call)),
    ]);
    // a store that is full answers and takes nothing: who writes to it tells
    const isWritable = answers.every(([, answer]) => answer?.broker !== false);
    const ownProblem = this.keys.problem;
    const checks = Object.fromEntries([
      ['gateway', stateOf(ownProblem === null)],
      ['nats', stateOf(isConnected && isWritable)],
      ...answers.map(([name, answer]) => [name, stateOf(answer?.database === true)] as const),
    ]);
    const isReady = Object.values(checks).every((state) => state === 'up');
    const reasons = [
      ...(ownProblem ? [`gateway: ${ownProblem}`] : []),
      ...answers.flatMap(([name, answer]) => (answer?.keys ? [`${name}: ${answer.keys}`] : [])),
    ];
    const warnings = [
      ...this.forwarded.warnings,
      ...answers.flatMap(([name, answer]) => warningsOf(answer).map((warning) => `${name}: ${warning}`)),
    ];
    return {
      status: isReady ? 'ready' : 'not ready',
      checks,
      ...(reasons.length > 0 && { reasons }),
      ...(warnings.length > 0 && { warnings }),
    };
  }

  /** `flush` waits for the server's answer; while there is no connection it waits for that. */
  private reachesNats(): Promise<boolean> {
    const answered = this.bus.connection.flush().then(
      () => true,
      () => false,
    );
    return Promise.race([answered, pause(patienceMs, false, { ref: false })]);
  }

  private async askService(
    name: string,
    call: (typeof healthCalls)[keyof typeof healthCalls],
  ): Promise<readonly [string, Health | null]> {
    return [name, await this.bus.ask(call, { from: 'gateway' }).catch(() => null)];
  }
}

function warningsOf(answer: Health | null): string[] {
  return [...(answer?.incident ? [answer.incident] : []), ...(answer?.warnings ?? [])];
}

function stateOf(isUp: boolean): State {
  return isUp ? 'up' : 'down';
}
