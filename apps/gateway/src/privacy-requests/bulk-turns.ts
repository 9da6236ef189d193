import { Injectable } from '@nestjs/common';
import { AppError } from '@subjectline/contracts';
import type { FastifyRequest } from 'fastify';

/** Max items that a person submits at once; more come from a program. */
const fewItems = 5;
/** Max queued calls per address and per API client. Further ones are refused. */
const maxWaiting = { address: 20, client: 100 } as const;
const retryAfterSeconds = 5;

interface Turns {
  waiting: number;
  last: Promise<unknown>;
}

/**
 * Calls that ask for many things are done one after the other for each caller, so that a program, however fast it calls,
 * takes no more than one place in what all callers share. Per process.
 */
@Injectable()
export class BulkTurns {
  private readonly callers = new Map<string, Turns>();

  run<Result>(request: FastifyRequest, items: number, work: () => Promise<Result>): Promise<Result> {
    return items > fewItems ? this.inTurn(request, work) : work();
  }

  private async inTurn<Result>(request: FastifyRequest, work: () => Promise<Result>): Promise<Result> {
    const name = nameOf(request);
    const turns = this.callers.get(name) ?? { waiting: 0, last: Promise.resolve() };
    if (turns.waiting >= maxWaiting[request.caller ? 'client' : 'address']) {
      throw new AppError('too_many_requests', { retry_after_seconds: retryAfterSeconds });
    }
    this.callers.set(name, turns);
    turns.waiting += 1;
    const result = turns.last.then(work);
    turns.last = result.catch(() => undefined);
    try {
      return await result;
    } finally {
      turns.waiting -= 1;
      if (turns.waiting === 0) this.callers.delete(name);
    }
  }
}

function nameOf({ caller, clientAddress, ip }: FastifyRequest): string {
  return caller ? `client ${caller.organization} ${caller.clientId}` : `address ${clientAddress ?? ip}`;
}
