import type { Type } from '@nestjs/common';
import { AuthProvidersController } from './didomi/auth-providers.controller';
import { AuthInitiateController } from './didomi/auth-initiate.controller';
import { AuthMessageController } from './didomi/auth-message.controller';
import { AuthOtpController } from './didomi/auth-otp.controller';
import { ConsentAccessController } from './didomi/consent-access.controller';
import { ConsentApproversController } from './didomi/consent-approvers.controller';
import { ConsentEventsController } from './didomi/consent-events.controller';
import { ConsentProofsController } from './didomi/consent-proofs.controller';
import { ConsentUsersController } from './didomi/consent-users.controller';
import { DsarLinksController } from './didomi/dsar-links.controller';
import { DsarNotesController } from './didomi/dsar-notes.controller';
import { DsarRequestsController } from './didomi/dsar-requests.controller';
import { EmailPreviewController } from './didomi/email-preview.controller';
import { EmailTestController } from './didomi/email-test.controller';
import { EmailTypesController } from './didomi/email-types.controller';
import { EmailVersionsController } from './didomi/email-versions.controller';
import { EmailsController } from './didomi/emails.controller';
import { SessionController } from './didomi/session.controller';
import { UserRightsController } from './didomi/user-rights.controller';
import { ClientScopeController } from './fides/client-scope.controller';
import { ClientController } from './fides/client.controller';
import { ConfigController } from './fides/config.controller';
import { ConsentRequestController } from './fides/consent-request.controller';
import { MessagingController } from './fides/messaging.controller';
import { OauthController } from './fides/oauth.controller';
import { PrivacyRequestController } from './fides/privacy-request.controller';
import { ProviderController } from './fides/provider.controller';
import { PublicSettingsController } from './fides/public-settings.controller';
import { RequestNotificationController } from './fides/request-notification.controller';
import { RequestLogController } from './fides/request-log.controller';
import { RequestSearchController } from './fides/request-search.controller';
import { ReviewController } from './fides/review.controller';
import { TemplateController } from './fides/template.controller';
import { TemplatePartController } from './fides/template-part.controller';
import { TestMessageController } from './fides/test-message.controller';
import { EffectiveSettingsController } from './native/effective-settings.controller';
import { HealthController } from './native/health.controller';
import { InboxController } from './native/inbox.controller';
import { RequestMessagesController } from './native/message-request.controller';
import { MessagesController } from './native/messages.controller';
import { OrganizationsController } from './native/organizations.controller';
import { ProviderFallbacksController } from './native/provider-fallbacks.controller';
import { ProviderHealthController } from './native/provider-health.controller';
import { ProviderSetupController } from './native/provider-setup.controller';
import { ProviderTypesController } from './native/provider-types.controller';
import { RequestController } from './native/request.controller';
import { OpenApiController } from './openapi/openapi.controller';
import { LinksController } from './pages/links/links.controller';
import { PagesController } from './pages/pages.controller';

/** Every controller there is. */
export const controllers: Type[] = [
  OauthController,
  ClientController,
  ClientScopeController,
  MessagingController,
  ProviderController,
  ProviderFallbacksController,
  ProviderHealthController,
  ProviderSetupController,
  ProviderTypesController,
  ConfigController,
  EffectiveSettingsController,
  PublicSettingsController,
  PrivacyRequestController,
  RequestSearchController,
  RequestLogController,
  RequestNotificationController,
  ReviewController,
  ConsentRequestController,
  TemplateController,
  TemplatePartController,
  TestMessageController,
  SessionController,
  EmailTypesController,
  EmailsController,
  EmailVersionsController,
  EmailPreviewController,
  EmailTestController,
  DsarNotesController,
  DsarRequestsController,
  DsarLinksController,
  UserRightsController,
  ConsentEventsController,
  ConsentUsersController,
  ConsentProofsController,
  ConsentAccessController,
  ConsentApproversController,
  AuthInitiateController,
  AuthOtpController,
  AuthMessageController,
  AuthProvidersController,
  RequestController,
  MessagesController,
  RequestMessagesController,
  OrganizationsController,
  InboxController,
  HealthController,
  OpenApiController,
  LinksController,
  PagesController,
];
