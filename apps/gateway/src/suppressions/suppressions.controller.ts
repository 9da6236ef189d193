import { Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { Bus } from '@subjectline/bus';
import {
  AddSuppressions,
  AppError,
  channels,
  ContactAddress,
  ListSuppressions,
  RemoveSuppression,
  suppressedAddressContext,
  Suppression,
  suppressionReasons,
  Suppressions,
  type Channel,
  type SuppressionReason,
} from '@subjectline/contracts';
import { Optional } from '@subjectline/schema';
import { KeyRing } from '@subjectline/storage';
import { JsonBody } from '../http/bodies/json-body';
import { placed } from '../http/bodies/placed';
import { pageOf, pageReply, PageQuery, type Page } from '../http/page';
import { QueryWord } from '../http/query/query-fields';
import { ApiTags } from '../openapi/documented';
import { NativeEndpoint } from '../openapi/endpoint';
import { CallerOf } from '../security/auth.guard';
import type { Caller } from '../security/token.service';

const bodyExample = { email: 'ada@example.com' };

class SuppressionsQuery extends PageQuery {
  @Optional(QueryWord(channels, `One of ${channels.join(', ')}.`)) channel?: Channel;
  @Optional(QueryWord(suppressionReasons, `One of ${suppressionReasons.join(', ')}.`))
  reason?: SuppressionReason;
}

/** Addresses that get no messages. Only digests of them are kept: no response has an address. */
@ApiTags('Suppressions')
@Controller('api/v1/suppressions')
export class SuppressionsController {
  constructor(
    private readonly bus: Bus,
    private readonly keys: KeyRing,
  ) {}

  @Get()
  @NativeEndpoint({
    summary: 'Lists suppressions, newest first. To find that of an address, search.',
    scope: 'suppression:read',
    ...pageReply(Suppression),
  })
  async list(
    @CallerOf() { organization }: Caller,
    @Query() query: SuppressionsQuery,
  ): Promise<Page<Suppression>> {
    const { items, total } = await placed(
      'query',
      this.bus.ask(ListSuppressions, { organization, ...query }),
    );
    return pageOf(items, total, query);
  }

  @Post('search')
  @HttpCode(200)
  @NativeEndpoint({
    summary: 'Returns the suppressions of an email address or phone number.',
    scope: 'suppression:read',
    look: true,
    bodyExample,
    reply: Suppressions,
  })
  search(@CallerOf() { organization }: Caller, @JsonBody() address: ContactAddress): Promise<Suppressions> {
    const sealed_address = this.sealed(organization, address);
    return this.bus.ask(ListSuppressions, { organization, sealed_address, page: 1, size: 100 });
  }

  @Post()
  @NativeEndpoint({
    creates: true,
    summary: 'Suppresses an email address or phone number, or both. No message is sent there any more.',
    scope: 'suppression:create_or_update',
    bodyExample,
    status: 201,
    reply: Suppressions,
  })
  add(
    @CallerOf() { organization, clientId: created_by }: Caller,
    @JsonBody() address: ContactAddress,
  ): Promise<Suppressions> {
    const sealed_address = this.sealed(organization, address);
    return this.bus.ask(AddSuppressions, { organization, sealed_address, created_by });
  }

  @Delete(':id')
  @NativeEndpoint({
    summary: 'Removes a suppression. The next message is sent there again.',
    scope: 'suppression:delete',
    status: 204,
    errors: ['suppression_unknown'],
  })
  async remove(@CallerOf() { organization }: Caller, @Param('id') id: string): Promise<void> {
    await this.bus.ask(RemoveSuppression, { organization, id });
  }

  /** Addresses cross the bus sealed. */
  private sealed(organization: string, { email, phone_number }: ContactAddress): string {
    if (!email && !phone_number) {
      const message = 'needs an email or a phone_number';
      throw new AppError('invalid', {}, [{ path: ['body'], rule: 'atLeastOneOf', message }]);
    }
    return this.keys.sealJson({ email, phone_number }, suppressedAddressContext(organization));
  }
}
