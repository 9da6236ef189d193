import { Controller, Get, Query } from '@nestjs/common';
import { Bus } from '@subjectline/bus';
import {
  Clock,
  CountedMessages,
  CountMessages,
  CountVerifications,
  VerificationCounts,
} from '@subjectline/contracts';
import { ListOf, Nested, Timestamp } from '@subjectline/schema';
import { QueryInt } from '../http/query/query-fields';
import { ApiTags } from '../openapi/documented';
import { NativeEndpoint } from '../openapi/endpoint';
import { CallerOf } from '../security/auth.guard';
import type { Caller } from '../security/token.service';

const dayMs = 86_400_000;

class ReportQuery {
  @QueryInt({ min: 1, max: 90 }, 'Today and the days before, in UTC. Max: 90. Default: 30.') days: number =
    30;
}

export class Report {
  @Timestamp from!: string;
  @Timestamp to!: string;
  @Nested(() => CountedMessages) messages!: CountedMessages;
  @ListOf(() => VerificationCounts) verifications!: VerificationCounts[];
}

/** Numbers of a time: volume, outcomes, how long it took, and how many people were verified. */
@ApiTags('Reports')
@Controller('api/v1/reports')
export class ReportsController {
  constructor(
    private readonly bus: Bus,
    private readonly clock: Clock,
  ) {}

  @Get()
  @NativeEndpoint({
    summary: 'Returns the numbers of messages and verifications of a time. Tests are not counted.',
    scope: 'messages:read',
    reply: Report,
  })
  async read(@CallerOf() { organization }: Caller, @Query() { days }: ReportQuery): Promise<Report> {
    const now = this.clock.now();
    const today = Math.floor(now.getTime() / dayMs) * dayMs;
    const from = new Date(today - (days - 1) * dayMs).toISOString();
    const [messages, { items: verifications }] = await Promise.all([
      this.bus.ask(CountMessages, { organization, from }),
      this.bus.ask(CountVerifications, { organization, from }),
    ]);
    return { from, to: now.toISOString(), messages, verifications };
  }
}
