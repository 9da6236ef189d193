import { Module } from '@nestjs/common';
import { APP_GUARD, APP_PIPE } from '@nestjs/core';
import { AuditModule } from './audit/audit.module';
import { OrganizationLimit } from './clients/organization-limit';
import { BodyPipe } from './http/bodies/body.pipe';
import { LaneGuard } from './http/callers/lane.guard';
import { IdempotencyGuard } from './http/idempotency.guard';
import { QueryGuard } from './http/query.guard';
import { OpenApiController } from './openapi/openapi.controller';
import { AuthGuard } from './security/auth.guard';
import { OrganizationGuard } from './security/organization.guard';
import { ClientsModule } from './clients/clients.module';
import { BrandsModule } from './brands/brands.module';
import { LawsModule } from './laws/laws.module';
import { SettingsModule } from './settings/settings.module';
import { ProvidersModule } from './providers/providers.module';
import { TemplatesModule } from './templates/templates.module';
import { EmailsModule } from './emails/emails.module';
import { PersonsModule } from './persons/persons.module';
import { PrivacyRequestsModule } from './privacy-requests/privacy-requests.module';
import { ConsentRequestsModule } from './consent-requests/consent-requests.module';
import { DsarModule } from './dsar/dsar.module';
import { ConsentsModule } from './consents/consents.module';
import { OidcModule } from './oidc/oidc.module';
import { SignInModule } from './sign-in/sign-in.module';
import { DeliveryReportsModule } from './delivery-reports/delivery-reports.module';
import { MessagesModule } from './messages/messages.module';
import { HealthModule } from './health/health.module';
import { PagesModule } from './pages/pages.module';
import { ConsoleModule } from './console/console.module';
import { DeadLettersModule } from './dead-letters/dead-letters.module';
import { SuppressionsModule } from './suppressions/suppressions.module';
import { ReportsModule } from './reports/reports.module';
import { WordingsModule } from './wordings/wordings.module';
import { UsersModule } from './users/users.module';
import { WebhooksModule } from './webhooks/webhooks.module';

/** One module per resource, and what every call passes: guards in this order, then the pipe. */
@Module({
  imports: [
    ClientsModule,
    SettingsModule,
    BrandsModule,
    LawsModule,
    ProvidersModule,
    TemplatesModule,
    EmailsModule,
    WordingsModule,
    PrivacyRequestsModule,
    ConsentRequestsModule,
    DsarModule,
    ConsentsModule,
    SignInModule,
    MessagesModule,
    DeliveryReportsModule,
    SuppressionsModule,
    DeadLettersModule,
    ReportsModule,
    PersonsModule,
    WebhooksModule,
    AuditModule,
    HealthModule,
    PagesModule,
    ConsoleModule,
    OidcModule,
    UsersModule,
  ],
  controllers: [OpenApiController],
  providers: [
    { provide: APP_GUARD, useClass: AuthGuard },
    { provide: APP_GUARD, useClass: OrganizationGuard },
    { provide: APP_GUARD, useClass: OrganizationLimit },
    { provide: APP_GUARD, useClass: QueryGuard },
    { provide: APP_GUARD, useClass: LaneGuard },
    { provide: APP_GUARD, useClass: IdempotencyGuard },
    { provide: APP_PIPE, useClass: BodyPipe },
  ],
})
export class AppModule {}
