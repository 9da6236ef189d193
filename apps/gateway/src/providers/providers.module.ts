import { Module } from '@nestjs/common';
import { MessagingController } from './messaging.controller';
import { ProviderController } from './provider.controller';
import { ProviderFallbacksController } from './provider-fallbacks.controller';
import { ProviderHealthController } from './provider-health.controller';
import { ProviderSetupController } from './provider-setup.controller';
import { ProviderTypesController } from './provider-types.controller';
import { TestMessageController } from './test-messages/test-message.controller';

@Module({
  controllers: [
    MessagingController,
    ProviderController,
    ProviderFallbacksController,
    ProviderHealthController,
    ProviderSetupController,
    ProviderTypesController,
    TestMessageController,
  ],
})
export class ProvidersModule {}
