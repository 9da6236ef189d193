import { Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { Bus } from '@subjectline/bus';
import {
  AppError,
  DeadLetter,
  DeadLetters,
  DiscardDeadLetter,
  ListDeadLetters,
  ReadDeadLetter,
  sendDeadLetterAgainCalls,
  type StoringServiceName,
} from '@subjectline/contracts';
import { Optional } from '@subjectline/schema';
import { placed } from '../http/bodies/placed';
import { QueryInt } from '../http/query/query-fields';
import { ApiTags } from '../openapi/documented';
import { NativeEndpoint } from '../openapi/endpoint';
import { CallerOf } from '../security/auth.guard';
import type { Caller } from '../security/token.service';

class DeadLettersQuery {
  @Optional(
    QueryInt(
      { min: 0, max: Number.MAX_SAFE_INTEGER },
      'Those with a higher number: `next_after` of the page before.',
    ),
  )
  after?: number;
  @Optional(QueryInt({ min: 1, max: 100 }, 'How many. Default: 50.')) limit?: number;
}

/** Tasks and events that could not be processed: a bug. Send them again once it is mended. */
@ApiTags('Dead letters')
@Controller('api/v1/dead-letters')
export class DeadLettersController {
  constructor(private readonly bus: Bus) {}

  @Get()
  @NativeEndpoint({
    summary: 'Lists dead letters, oldest first, without what they say.',
    scope: 'dead-letter:read',
    reply: DeadLetters,
  })
  list(
    @CallerOf() { organization }: Caller,
    @Query() { after = 0, limit = 50 }: DeadLettersQuery,
  ): Promise<DeadLetters> {
    return placed('query', this.bus.ask(ListDeadLetters, { organization, after, limit }));
  }

  @Post(':sequence/resend')
  @HttpCode(200)
  @NativeEndpoint({
    summary: 'Sends a dead letter to where it was first sent, and removes it from the list.',
    scope: 'dead-letter:resend',
    reply: DeadLetter,
    errors: ['dead_letter_unknown'],
  })
  async resend(@CallerOf() { organization }: Caller, @Param('sequence') word: string): Promise<DeadLetter> {
    const reference = { organization, sequence: sequenceOf(word) };
    const { owner } = await this.bus.ask(ReadDeadLetter, reference);
    return this.bus.ask(sendDeadLetterAgainCalls[owner as StoringServiceName], reference);
  }

  @Delete(':sequence')
  @NativeEndpoint({
    summary: 'Deletes a dead letter. What it asked for is never done.',
    scope: 'dead-letter:delete',
    status: 204,
    errors: ['dead_letter_unknown'],
  })
  async discard(@CallerOf() { organization }: Caller, @Param('sequence') word: string): Promise<void> {
    await this.bus.ask(DiscardDeadLetter, { organization, sequence: sequenceOf(word) });
  }
}

function sequenceOf(word: string): number {
  if (!/^[1-9]\d{0,14}$/.test(word)) throw new AppError('dead_letter_unknown', { sequence: word });
  return Number(word);
}
