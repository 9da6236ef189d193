import { Controller, Get, Param, Post } from '@nestjs/common';
import { Bus } from '@subjectline/bus';
import {
  AcknowledgeRequest,
  AcknowledgeRequestRequest,
  AskClarification,
  AskClarificationRequest,
  ExtendDeadline,
  ExtendDeadlineRequest,
  ReadRequestDeadlines,
  RecordAppeal,
  RecordAppealRequest,
  RecordClarification,
  RecordClarificationRequest,
  RequestDeadlines,
} from '@subjectline/contracts';
import { PickFields } from '@subjectline/schema';
import { JsonBody } from '../http/bodies/json-body';
import { placed } from '../http/bodies/placed';
import { ApiTags } from '../openapi/documented';
import { NativeEndpoint } from '../openapi/endpoint';
import { CallerOf } from '../security/auth.guard';
import type { Caller } from '../security/token.service';
import { requireRequestId } from './request-id';

class AppealBody extends PickFields(RecordAppealRequest, ['received_at']) {}

class ExtendBody extends PickFields(ExtendDeadlineRequest, ['reason', 'told_otherwise']) {}

class AcknowledgeBody extends PickFields(AcknowledgeRequestRequest, ['told_otherwise']) {}

class ClarificationBody extends PickFields(AskClarificationRequest, ['question', 'told_otherwise']) {}

class AnswerBody extends PickFields(RecordClarificationRequest, ['answered_at']) {}

/** Until when one request has to be answered. */
@ApiTags('Deadlines')
@Controller('api/v1/privacy-request/:id')
export class RequestDeadlinesController {
  constructor(private readonly bus: Bus) {}

  @Get('deadlines')
  @NativeEndpoint({
    summary: 'Returns the law of a privacy request, its dates, and what they were computed of.',
    scope: 'privacy-request:read',
    reply: RequestDeadlines,
    errors: ['request_unknown', 'deadlines_unknown'],
  })
  read(@CallerOf() { organization }: Caller, @Param('id') id: string): Promise<RequestDeadlines> {
    return this.bus.ask(ReadRequestDeadlines, { organization, id: requireRequestId(id) });
  }

  @Post('extension')
  @NativeEndpoint({
    summary:
      'Extends the deadline, once: sends the notice with its reason. The date moves when that has been sent.',
    scope: 'privacy-request:review',
    bodyExample: { reason: 'Your data is in archives that have to be searched by hand.' },
    reply: RequestDeadlines,
    errors: ['request_unknown', 'deadlines_unknown', 'extension_refused'],
  })
  extend(
    @CallerOf() { organization, clientId: requested_by }: Caller,
    @Param('id') id: string,
    @JsonBody() body: ExtendBody,
  ): Promise<RequestDeadlines> {
    return this.bus.ask(ExtendDeadline, { organization, id: requireRequestId(id), ...body, requested_by });
  }

  @Post('appeal')
  @NativeEndpoint({
    summary:
      'Records that a person appeals against a denial, and dates the answer by the law of the request.',
    scope: 'privacy-request:review',
    bodyExample: { received_at: '2026-03-02T09:30:00Z' },
    reply: RequestDeadlines,
    errors: ['request_unknown', 'deadlines_unknown', 'appeal_refused'],
  })
  appeal(
    @CallerOf() { organization, clientId: recorded_by }: Caller,
    @Param('id') id: string,
    @JsonBody() { received_at }: AppealBody,
  ): Promise<RequestDeadlines> {
    const appeal = { organization, id: requireRequestId(id), received_at, recorded_by };
    return placed('body', this.bus.ask(RecordAppeal, appeal));
  }

  @Post('acknowledgement')
  @NativeEndpoint({
    summary: 'Confirms the receipt of a request to its person, unless that was done already.',
    scope: 'privacy-request:review',
    bodyExample: { told_otherwise: false },
    reply: RequestDeadlines,
    errors: ['request_unknown', 'deadlines_unknown', 'acknowledgement_refused'],
  })
  acknowledge(
    @CallerOf() { organization, clientId: requested_by }: Caller,
    @Param('id') id: string,
    @JsonBody() body: AcknowledgeBody,
  ): Promise<RequestDeadlines> {
    const request = { organization, id: requireRequestId(id), ...body, requested_by };
    return this.bus.ask(AcknowledgeRequest, request);
  }

  @Post('clarification')
  @NativeEndpoint({
    summary:
      'Asks the person what they mean. The clock stops when that has been sent, where the law says so.',
    scope: 'privacy-request:review',
    bodyExample: { question: 'Which of your two accounts do you mean?' },
    reply: RequestDeadlines,
    errors: ['request_unknown', 'deadlines_unknown', 'clarification_refused'],
  })
  clarify(
    @CallerOf() { organization, clientId: requested_by }: Caller,
    @Param('id') id: string,
    @JsonBody() body: ClarificationBody,
  ): Promise<RequestDeadlines> {
    return this.bus.ask(AskClarification, { organization, id: requireRequestId(id), ...body, requested_by });
  }

  @Post('clarification/answer')
  @NativeEndpoint({
    summary: 'Records that the person has answered the question: the clock runs again.',
    scope: 'privacy-request:review',
    bodyExample: { answered_at: '2026-03-02T09:30:00Z' },
    reply: RequestDeadlines,
    errors: ['request_unknown', 'deadlines_unknown', 'clarification_refused'],
  })
  answer(
    @CallerOf() { organization, clientId: recorded_by }: Caller,
    @Param('id') id: string,
    @JsonBody() { answered_at }: AnswerBody,
  ): Promise<RequestDeadlines> {
    const answer = { organization, id: requireRequestId(id), answered_at, recorded_by };
    return placed('body', this.bus.ask(RecordClarification, answer));
  }
}
