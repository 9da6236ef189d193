import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Metrics, type Sample } from '@subjectline/bus';
import { AppError } from '@subjectline/contracts';
import type { FastifyRequest } from 'fastify';
import { asksForHealth } from './health-route';
import { Lane } from './lane';
import { siteOf } from './site';

/**
 * API clients and everyone else have places of their own, so that a thousand people, or one program that looks like them,
 * do not delay an API client. What is beyond them waits here, and not for the database of a service, where all are one.
 * Per process. A guard, as an interceptor would cost each call a twentieth of its time.
 */
@Injectable()
export class LaneGuard implements CanActivate {
  private readonly clients = new Lane(256, 64);
  private readonly others = new Lane(32, 8);

  constructor(metrics: Metrics) {
    metrics.gauge(
      'subjectline_http_calls',
      'Calls that are being answered, and that wait for their turn, of API clients and of all others',
      ['callers', 'state'],
      () => [...samplesOf('clients', this.clients), ...samplesOf('others', this.others)],
    );
  }

  /** The place is given back when the answer is there (`server.ts`). */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    if (asksForHealth(request)) return true;
    request.leaveLane = await this.enter(request);
    // its caller has left
    if (request.raw.socket.destroyed) throw new AppError('overloaded');
    return true;
  }

  private enter({ caller, clientAddress, ip }: FastifyRequest): Promise<() => void> {
    if (caller) return this.clients.enter(`${caller.organization} ${caller.clientId}`);
    const address = clientAddress ?? ip;
    return this.others.enter(siteOf(address) ?? address);
  }
}

function samplesOf(callers: string, lane: Lane): Sample<'callers' | 'state'>[] {
  return Object.entries(lane.counts).map(([state, value]) => ({ labels: { callers, state }, value }));
}
