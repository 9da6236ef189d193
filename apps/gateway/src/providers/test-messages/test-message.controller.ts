import { Flag, ListOf, Nullable, Text, With } from '@subjectline/schema';
import { Controller, Param, Post } from '@nestjs/common';
import { Bus } from '@subjectline/bus';
import {
  CheckProvider,
  ReadProvider,
  SendTestMessage,
  type ProviderConfig,
  type ProviderTestResult,
} from '@subjectline/contracts';
import { JsonBody } from '../../http/bodies/json-body';
import { placed } from '../../http/bodies/placed';
import { ApiTags } from '../../openapi/documented';
import { FidesEndpoint, NativeEndpoint } from '../../openapi/endpoint';
import { CallerOf } from '../../security/auth.guard';
import type { Caller } from '../../security/token.service';
import { asReason, asTestRefusal, reasonOf, requireSent } from './test-message.answers';
import { TestIdentity, TestMessageBody } from './test-message.body';

const scope = 'messaging:create_or_update';
const sent = 'Test message successfully sent';
const deprecated =
  'Deprecated: POST /api/v1/messaging/test/{service_type} tests one provider and keeps the outcome.';

class TestMessageSent {
  @Text({ example: sent }) details!: string;
}

class ActiveTestMessageSent extends TestMessageSent {
  @ListOf(Text({ example: deprecated })) warnings!: string[];
}

class ProviderCheckResource {
  @Text({ example: 'mailgun' }) key!: string;
  @With(Flag, { example: false }) succeeded!: boolean;
  @Nullable(
    Text({
      example:
        'Mailgun does not accept the settings of this account: the sending domain is not verified (400)',
    }),
  )
  reason!: string | null;

  /** In a word: what the provider refused, or what keeps it from being asked. */
  @Nullable(Text({ example: 'domain_unverified' })) code!: string | null;
}

@ApiTags('Messaging providers')
@Controller('api/v1/messaging')
export class TestMessageController {
  constructor(private readonly bus: Bus) {}

  @Post('test/:service_type')
  @FidesEndpoint({
    summary: 'Sends a test message through the config of a type, active or not, and records the result.',
    scope,
    bodyExample: { to_identity: { email: 'ada@example.com' } },
    reply: TestMessageSent,
    errors: ['test_failed', 'test_provider_unknown'],
  })
  async test(
    @CallerOf() { organization }: Caller,
    @Param('service_type') service_type: string,
    @JsonBody() { to_identity: to }: TestMessageBody,
  ): Promise<TestMessageSent> {
    const { key } = await this.configOf(organization, service_type);
    requireSent(await this.bus.ask(SendTestMessage, { organization, key, to }));
    return { details: sent };
  }

  @Post('config/:config_key/test')
  @NativeEndpoint({
    summary: 'Sends a test message through a config, active or not, and records the result.',
    scope,
    bodyExample: { to_identity: { email: 'ada@example.com' } },
    reply: ProviderCheckResource,
    errors: ['provider_key_unknown', 'invalid'],
  })
  async testConfig(
    @CallerOf() { organization }: Caller,
    @Param('config_key') key: string,
    @JsonBody() { to_identity: to }: TestMessageBody,
  ): Promise<ProviderCheckResource> {
    return toCheck(await placed('path', this.bus.ask(SendTestMessage, { organization, key, to })));
  }

  @Post('config/test')
  @FidesEndpoint({
    summary: 'Deprecated. Sends a test message through the active provider.',
    scope,
    bodyExample: { email: 'ada@example.com' },
    reply: ActiveTestMessageSent,
    errors: ['test_failed'],
  })
  async testActive(
    @CallerOf() { organization }: Caller,
    @JsonBody() to: TestIdentity,
  ): Promise<ActiveTestMessageSent> {
    const result = await this.bus.ask(SendTestMessage, { organization, to }).catch((error: unknown) => {
      throw asReason(error);
    });
    requireSent(result);
    return { details: sent, warnings: [deprecated] };
  }

  @Post('config/:config_key/check')
  @NativeEndpoint({
    summary: 'Checks the credentials of a config without delivering a message, and records the result.',
    scope,
    reply: ProviderCheckResource,
    errors: ['provider_key_unknown', 'invalid'],
  })
  async check(
    @CallerOf() { organization }: Caller,
    @Param('config_key') key: string,
  ): Promise<ProviderCheckResource> {
    return toCheck(await placed('path', this.bus.ask(CheckProvider, { organization, key })));
  }

  private async configOf(organization: string, service_type: string): Promise<ProviderConfig> {
    try {
      return await placed('path', this.bus.ask(ReadProvider, { organization, service_type }));
    } catch (error) {
      throw asTestRefusal(error);
    }
  }
}

function toCheck(result: ProviderTestResult): ProviderCheckResource {
  const reason = reasonOf(result);
  return { key: result.key, succeeded: reason === null, reason, code: result.reason ?? result.failure };
}
