import { Controller, Param, Post } from '@nestjs/common';
import { Bus } from '@subjectline/bus';
import {
  DecisionNotice,
  PreviewWording,
  ReadDecisionNotice,
  ReadDecisionNoticeRequest,
  RenderedMessage,
} from '@subjectline/contracts';
import { ListOf, Nested, Nullable, Nullish, PickFields, Text } from '@subjectline/schema';
import { JsonBody } from '../../http/bodies/json-body';
import { ApiTags } from '../../openapi/documented';
import { NativeEndpoint } from '../../openapi/endpoint';
import { CallerOf } from '../../security/auth.guard';
import type { Caller } from '../../security/token.service';
import { requireRequestId } from '../request-id';

class PreviewDecisionBody extends PickFields(ReadDecisionNoticeRequest, ['decision']) {
  /** Of a denial. */
  @Nullish(Text({ max: 32_000 })) reason?: string | null;
}

class DecisionMessage extends PickFields(DecisionNotice, ['kind', 'locale', 'channels']) {
  /** One for each channel. */
  @ListOf(() => RenderedMessage) rendered!: RenderedMessage[];
}

class DecisionPreview {
  /** Null if the person is sent nothing: messages of that kind are switched off, or there is no address. */
  @Nullable(Nested(() => DecisionMessage)) message!: DecisionMessage | null;
}

@ApiTags('Privacy requests')
@Controller('api/v1/privacy-request/:id/decision/preview')
export class DecisionPreviewController {
  constructor(private readonly bus: Bus) {}

  @Post()
  @NativeEndpoint({
    summary: 'Shows the message that the person would be sent with a decision. Decides and sends nothing.',
    scope: 'privacy-request:review',
    unaudited: 'It changes nothing.',
    bodyExample: { decision: 'deny', reason: 'We could not find an account for this address.' },
    reply: DecisionPreview,
    errors: ['request_unknown'],
  })
  async preview(
    @CallerOf() { organization }: Caller,
    @Param('id') id: string,
    @JsonBody() { decision, reason = null }: PreviewDecisionBody,
  ): Promise<DecisionPreview> {
    const question = { organization, id: requireRequestId(id), decision, reason };
    const { notice } = await this.bus.ask(ReadDecisionNotice, question);
    if (!notice) return { message: null };
    const { kind, locale, channels, variables } = notice;
    const place = { organization, kind, locale, variables, samples: false };
    const rendered = channels.map((channel) => this.bus.ask(PreviewWording, { ...place, channel }));
    return { message: { kind, locale, channels, rendered: await Promise.all(rendered) } };
  }
}
