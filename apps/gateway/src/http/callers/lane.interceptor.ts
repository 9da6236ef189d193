import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { Metrics, type Sample } from '@subjectline/bus';
import { AppError } from '@subjectline/contracts';
import type { FastifyRequest } from 'fastify';
import { finalize, type Observable } from 'rxjs';
import { asksForHealth } from './health-route';
import { Lane } from './lane';
import { siteOf } from './site';

/**
 * API clients and everyone else have places of their own, so that a thousand people, or one program that looks like them,
 * do not delay an API client. What is beyond them waits here, and not for the database of a service, where all are one.
 * Per process.
 */
@Injectable()
export class LaneInterceptor implements NestInterceptor {
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

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    if (asksForHealth(request)) return next.handle();
    const leave = await this.enter(request);
    if (request.raw.socket.destroyed) {
      leave();
      // its caller has left
      throw new AppError('overloaded');
    }
    return next.handle().pipe(finalize(leave));
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
