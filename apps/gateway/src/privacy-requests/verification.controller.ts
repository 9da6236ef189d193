import { Flag, Nullable, OneOf } from '@subjectline/schema';
import { Controller, Get, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Bus } from '@subjectline/bus';
import {
  channels,
  defaultOrganization,
  ListMessages,
  ReadRequest,
  type Channel,
  type MessageKindId,
  type MessageRecord,
} from '@subjectline/contracts';
import { FidesEndpoint } from '../openapi/endpoint';
import { codeDeliveries, codeOutcome, type CodeDelivery } from './code-delivery';
import { requireRequestId } from './request-id';

class VerificationResource {
  /** The request waits for its person's code. */
  @Flag awaiting_code!: boolean;

  /** Of the last code. Null if none is awaited. */
  @Nullable(OneOf(codeDeliveries, { example: 'undelivered' })) delivery!: CodeDelivery | null;

  /** An undelivered code: another one to the same address will not arrive either. */
  @Flag permanent!: boolean;

  /** By which the last code went out. */
  @Nullable(OneOf(channels, { example: 'email' })) channel!: Channel | null;
}

/** The kinds of message that a person proves who they are with. */
const verificationKinds: readonly MessageKindId[] = [
  'subject_identity_verification',
  'request-verify',
  'privacy_request_verification_reminder',
];

/** For the form that a person waits at: an extension. */
@ApiTags('Privacy requests')
@Controller('api/v1/privacy-request/:id/verification')
export class VerificationController {
  constructor(private readonly bus: Bus) {}

  @Get()
  @FidesEndpoint({
    summary:
      'Returns whether a request waits for a code, and whether the last one could be delivered. Public: the id is needed.',
    reply: VerificationResource,
    replyExample: { awaiting_code: true, delivery: 'undelivered', permanent: true, channel: 'email' },
    errors: ['request_unknown'],
  })
  async read(@Param('id') given: string): Promise<VerificationResource> {
    const id = requireRequestId(given);
    const { status } = await this.bus.ask(ReadRequest, { organization: defaultOrganization, id });
    if (status !== 'identity_unverified')
      return { awaiting_code: false, delivery: null, permanent: false, channel: null };
    const message = await this.lastCode(id);
    return { awaiting_code: true, ...codeOutcome(message), channel: message?.channel ?? null };
  }

  private async lastCode(id: string): Promise<MessageRecord | undefined> {
    const { items } = await this.bus.ask(ListMessages, {
      organization: defaultOrganization,
      about: id,
      page: 1,
      size: 10,
    });
    return items.find(({ kind }) => verificationKinds.includes(kind));
  }
}
