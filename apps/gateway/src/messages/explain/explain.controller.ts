import { Controller, HttpCode, Post } from '@nestjs/common';
import { Bus } from '@subjectline/bus';
import {
  AppError,
  CheckActiveProvider,
  countedAddressContext,
  isPhoneAllowed,
  ListMessages,
  ListSuppressions,
  PublicSettings,
  ReadEffectiveSettings,
  ReadProviderHealth,
  ReadSendLimits,
  searchedAddressContext,
  suppressedAddressContext,
  type ContactAddress,
  type MessageRecord,
} from '@subjectline/contracts';
import { KeyRing } from '@subjectline/storage';
import { JsonBody } from '../../http/bodies/json-body';
import { ApiTags } from '../../openapi/documented';
import { NativeEndpoint } from '../../openapi/endpoint';
import { CallerOf } from '../../security/auth.guard';
import type { Caller } from '../../security/token.service';
import { ExplainBody, ExplainedMessages, type Explanation } from './explanation.resource';
import {
  ofCountry,
  ofHealth,
  ofLimits,
  ofMessages,
  ofProvider,
  ofSuppressions,
  ofSwitches,
} from './explanations-of';

/** The newest messages that are explained. */
const size = 20;

/** Why did this person get no message? Each service answers for what it knows. */
@ApiTags('Messages')
@Controller('api/v1/messages/explain')
export class ExplainController {
  constructor(
    private readonly bus: Bus,
    private readonly keys: KeyRing,
  ) {}

  @Post()
  @HttpCode(200)
  @NativeEndpoint({
    summary:
      'Explains why a person got no message: what keeps messages back, and the outcome of each message.',
    scope: 'messages:explain',
    look: true,
    bodyExample: { to: { email: 'ada@example.com' }, kind: 'privacy_request_receipt' },
    reply: ExplainedMessages,
  })
  async explain(
    @CallerOf() { organization }: Caller,
    @JsonBody() { to, about, kind }: ExplainBody,
  ): Promise<ExplainedMessages> {
    requireSubject(to, about);
    const filter = { ...(about !== undefined && { about }), ...(kind && { kind }) };
    const [messages, ofAddress, provider, health, { settings }] = await Promise.all([
      this.messagesOf(organization, filter, to),
      to ? this.ofAddress(organization, to, kind) : [],
      this.bus.ask(CheckActiveProvider, { organization }),
      this.bus.ask(ReadProviderHealth, { organization }),
      this.bus.ask(ReadEffectiveSettings, { organization }),
    ]);
    const now = [...ofAddress, ...ofSwitches(settings, kind), ...ofProvider(provider), ...ofHealth(health)];
    return { explanations: [...now, ...ofMessages(messages)], messages };
  }

  private async messagesOf(
    organization: string,
    filter: Pick<ExplainBody, 'about' | 'kind'>,
    to: ContactAddress | undefined,
  ): Promise<MessageRecord[]> {
    const sealed = to && { sealed_address: this.sealed(to, searchedAddressContext(organization)) };
    const request = { organization, page: 1, size, ...filter, ...sealed };
    return (await this.bus.ask(ListMessages, request)).items;
  }

  private async ofAddress(
    organization: string,
    to: ContactAddress,
    kind: ExplainBody['kind'],
  ): Promise<Explanation[]> {
    const sealed_address = this.sealed(to, suppressedAddressContext(organization));
    const counted = this.sealed(to, countedAddressContext(organization));
    const [suppressed, { limits }, isAllowed] = await Promise.all([
      this.bus.ask(ListSuppressions, { organization, sealed_address, page: 1, size: 100 }),
      this.bus.ask(ReadSendLimits, { organization, sealed_address: counted }),
      this.isCountryAllowed(organization, to),
    ]);
    return [...ofSuppressions(suppressed.items, kind), ...ofLimits(limits), ...ofCountry(isAllowed)];
  }

  private async isCountryAllowed(organization: string, { phone_number }: ContactAddress): Promise<boolean> {
    if (!phone_number) return true;
    const settings = await this.bus.read(PublicSettings, organization);
    return !settings || isPhoneAllowed(phone_number, settings.sms_countries);
  }

  /** Addresses cross the bus sealed. */
  private sealed({ email, phone_number }: ContactAddress, context: string): string {
    return this.keys.sealJson({ email, phone_number }, context);
  }
}

function requireSubject(to: ContactAddress | undefined, about: string | undefined): void {
  const isEmpty = to && !to.email && !to.phone_number;
  if (!isEmpty && (to || about !== undefined)) return;
  const path = ['body', ...(isEmpty ? ['to'] : [])];
  const message = isEmpty ? 'needs an email or a phone_number' : 'needs to or about';
  throw new AppError('invalid', {}, [{ path, rule: 'atLeastOneOf', message }]);
}
