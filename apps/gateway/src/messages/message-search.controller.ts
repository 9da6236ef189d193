import { Controller, HttpCode, Post } from '@nestjs/common';
import { Bus } from '@subjectline/bus';
import {
  AppError,
  ContactAddress,
  deliveryStatuses,
  ListMessages,
  MessageId,
  messageKindIds,
  MessageRecord,
  messageStates,
  searchedAddressContext,
  type DeliveryStatus,
  type MessageKindId,
  type MessageState,
} from '@subjectline/contracts';
import { Int, Nested, OneOf, Optional, StrictTimestamp, Text } from '@subjectline/schema';
import { KeyRing } from '@subjectline/storage';
import { JsonBody } from '../http/bodies/json-body';
import { placed } from '../http/bodies/placed';
import { readMoment } from '../http/moment';
import { pageOf, pageReply, type Page } from '../http/page';
import { ApiTags } from '../openapi/documented';
import { NativeEndpoint } from '../openapi/endpoint';
import { CallerOf } from '../security/auth.guard';
import type { Caller } from '../security/token.service';

/** The filters of the list, and an address, which stands in no URL. */
class SearchMessagesBody {
  /** To this email, this phone number, or either of both. */
  @Optional(Nested(() => ContactAddress)) to?: ContactAddress;
  @Optional(Text({ max: 128 })) about?: string;
  @Optional(OneOf(messageStates)) state?: MessageState;
  @Optional(OneOf(messageKindIds)) kind?: MessageKindId;

  /** What the vendor reports. */
  @Optional(OneOf(deliveryStatuses)) delivery?: DeliveryStatus;

  /** The key of the provider config of the last try. */
  @Optional(Text({ max: 200 })) provider_key?: string;
  @Optional(Text({ max: 64 })) service_type?: string;
  @Optional(StrictTimestamp) created_gt?: string;
  @Optional(StrictTimestamp) created_lt?: string;

  /** Messages that come after this one in the list. */
  @Optional(MessageId) before?: string;

  /** Starts at 1. */
  @Optional(Int({ min: 1, max: 1_000_000, example: 1 })) page?: number;

  /** Default: 50. */
  @Optional(Int({ min: 1, max: 100, example: 50 })) size?: number;
}

@ApiTags('Messages')
@Controller('api/v1/messages/search')
export class MessageSearchController {
  constructor(
    private readonly bus: Bus,
    private readonly keys: KeyRing,
  ) {}

  @Post()
  @HttpCode(200)
  @NativeEndpoint({
    summary:
      'Searches messages, also by the address that they go to; newest first, without addresses and texts.',
    scope: 'messages:read',
    look: true,
    bodyExample: { to: { email: 'ada@example.com' }, state: 'failed' },
    ...pageReply(MessageRecord),
  })
  async search(
    @CallerOf() { organization }: Caller,
    @JsonBody() { to, ...given }: SearchMessagesBody,
  ): Promise<Page<MessageRecord>> {
    const sealed_address = to && this.sealed(organization, to);
    const { page = 1, size = 50 } = given;
    const filter = { ...given, page, size, ...momentsOf(given), ...(sealed_address && { sealed_address }) };
    const { items, total } = await placed('body', this.bus.ask(ListMessages, { organization, ...filter }));
    return pageOf(items, total, { page, size });
  }

  /** Addresses cross the bus sealed. */
  private sealed(organization: string, { email, phone_number }: ContactAddress): string {
    if (email || phone_number)
      return this.keys.sealJson({ email, phone_number }, searchedAddressContext(organization));
    const message = 'needs an email or a phone_number';
    throw new AppError('invalid', {}, [{ path: ['body', 'to'], rule: 'atLeastOneOf', message }]);
  }
}

function momentsOf({ created_gt, created_lt }: SearchMessagesBody): Partial<SearchMessagesBody> {
  return {
    ...(created_gt !== undefined && { created_gt: readMoment(created_gt, ['body', 'created_gt']) }),
    ...(created_lt !== undefined && { created_lt: readMoment(created_lt, ['body', 'created_lt']) }),
  };
}
