import { Flag, ListOf, Nested, Nullable, OneOf } from '@subjectline/schema';
import { Controller, Get, Param } from '@nestjs/common';
import { Bus } from '@subjectline/bus';
import {
  channels,
  codeDeliveries,
  codeOutcome,
  currentCodes,
  defaultOrganization,
  ListMessages,
  ReadRequest,
  RequestAssurance,
  type Channel,
  type CodeDelivery,
  type MessageRecord,
  type ProofKind,
} from '@subjectline/contracts';
import { ApiTags } from '../openapi/documented';
import { FidesEndpoint } from '../openapi/endpoint';
import { requireRequestId } from './request-id';

class ChannelVerification {
  @OneOf(channels, { example: 'sms' }) channel!: Channel;
  @Flag proved!: boolean;
  @OneOf(codeDeliveries, { example: 'undelivered' }) delivery!: CodeDelivery;
  @Flag permanent!: boolean;
}

class VerificationResource {
  /** The request waits for its person's code. */
  @Flag awaiting_code!: boolean;

  /** Of the last code. Null if none is awaited. */
  @Nullable(OneOf(codeDeliveries, { example: 'undelivered' })) delivery!: CodeDelivery | null;

  /** An undelivered code: another one to the same address will not arrive either. */
  @Flag permanent!: boolean;

  /** By which the last code went out. */
  @Nullable(OneOf(channels, { example: 'email' })) channel!: Channel | null;

  /** The same by channel, where codes went out. */
  @ListOf(() => ChannelVerification, { example: [] }) channels!: ChannelVerification[];

  /** How surely the person has to be known, and the steps that are left. */
  @Nullable(Nested(() => RequestAssurance)) assurance!: RequestAssurance | null;
}

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
    replyExample: {
      awaiting_code: true,
      delivery: 'undelivered',
      permanent: true,
      channel: 'sms',
      channels: [{ channel: 'sms', proved: false, delivery: 'undelivered', permanent: true }],
      assurance: { required: 2, reached: 1, proved: ['email'], missing: [{ any_of: ['phone_number'] }] },
    },
    errors: ['request_unknown'],
  })
  async read(@Param('id') given: string): Promise<VerificationResource> {
    const id = requireRequestId(given);
    const request = await this.bus.ask(ReadRequest, { organization: defaultOrganization, id });
    const { status, not_identified_at, assurance = null, superseded_codes } = request;
    const closed = { awaiting_code: false, delivery: null, permanent: false, channel: null, channels: [] };
    // closed without its proof, it still takes one
    const isWaiting = status === 'identity_unverified' || Boolean(not_identified_at);
    if (!isWaiting) return { ...closed, assurance };
    const proved = channelsIn(assurance?.proved ?? []);
    const codes = await this.codesOf(id, superseded_codes);
    const channels = outcomesOf(codes, proved);
    if (!isAddressMissing(assurance)) return { ...closed, channels, assurance };
    const last = codes.find(({ channel }) => !channel || !proved.includes(channel));
    const channel = last?.channel ?? null;
    return { awaiting_code: true, ...codeOutcome(last), channel, channels, assurance };
  }

  /** The newest first. */
  private async codesOf(id: string, superseded: readonly string[] = []): Promise<MessageRecord[]> {
    const question = { organization: defaultOrganization, about: id, page: 1, size: 20 };
    const { items } = await this.bus.ask(ListMessages, question);
    return currentCodes(items, superseded);
  }
}

const channelOfKind: Readonly<Partial<Record<ProofKind, Channel>>> = { email: 'email', phone_number: 'sms' };

function channelsIn(kinds: readonly ProofKind[]): Channel[] {
  return kinds.flatMap((kind) => channelOfKind[kind] ?? []);
}

/** The steps that are left may need no code. */
function isAddressMissing(assurance: RequestAssurance | null): boolean {
  return assurance === null || assurance.missing.some(({ any_of }) => channelsIn(any_of).length > 0);
}

/** Of the last code of each channel. */
function outcomesOf(codes: readonly MessageRecord[], proved: readonly Channel[]): ChannelVerification[] {
  return channels.flatMap((channel) => {
    const last = codes.find((code) => code.channel === channel);
    return last ? [{ channel, proved: proved.includes(channel), ...codeOutcome(last) }] : [];
  });
}
