import { join } from 'node:path';
import { createServiceContext, serve, type Service, type StartOptions } from '@subjectline/bus';
import { openStorage } from '@subjectline/storage';
import { ApprovalHandler } from './approval.handler';
import { ApprovalPageService } from './approval-page.service';
import { ApprovalService } from './approval.service';
import { ApprovalStore } from './approval.store';
import { ApproverService } from './approver.service';
import { ApproverStore } from './approver.store';
import { AuthProviderService } from './auth-provider.service';
import { AuthProviderStore } from './auth-provider.store';
import { CallerService } from './caller.service';
import { ChoiceService } from './choice.service';
import { ConsentMessages } from './consent-messages';
import { ConsentVault } from './consent-vault';
import { ConsentsEnv } from './env';
import { EventChangeService } from './event-change.service';
import { EventHandler } from './event.handler';
import { EventReaderService } from './event-reader.service';
import { EventService } from './event.service';
import { EventStore } from './event.store';
import { IntakeService } from './intake.service';
import { LinkService } from './link.service';
import { LinkStore } from './link.store';
import { PreferenceCenterHandler } from './preference-center.handler';
import { ProofHandler } from './proof.handler';
import { ProofService } from './proof.service';
import { ProofStore } from './proof.store';
import { RenewalService } from './renewal.service';
import { ResendService } from './resend.service';
import { SettingsReader } from './settings-reader';
import { SignInService } from './sign-in.service';
import { SignInStore } from './sign-in.store';
import { TemplateReader } from './template-reader';
import { TokenIssueService } from './token-issue.service';
import { TokenService } from './token.service';
import { UserDirectory } from './user-directory';
import { UserHandler } from './user.handler';
import { UserService } from './user.service';
import { UserStore } from './user.store';
import { ValidationService } from './validation.service';

export { ConsentsEnv as Env };

const stores = [
  UserStore,
  EventStore,
  ApprovalStore,
  ApproverStore,
  ProofStore,
  LinkStore,
  AuthProviderStore,
  SignInStore,
];

const services = [
  SettingsReader,
  TemplateReader,
  ConsentVault,
  ConsentMessages,
  UserDirectory,
  UserService,
  TokenService,
  TokenIssueService,
  CallerService,
  ChoiceService,
  ProofService,
  ApproverService,
  ValidationService,
  IntakeService,
  EventChangeService,
  EventReaderService,
  EventService,
  ApprovalService,
  LinkService,
  ApprovalPageService,
  AuthProviderService,
  SignInService,
  RenewalService,
  ResendService,
];

export async function start(env: ConsentsEnv, options?: StartOptions): Promise<Service> {
  const context = await createServiceContext('consents', env, options);
  const storage = await openStorage(context, env, join(__dirname, '..', 'migrations'));
  return serve(context, {
    handlers: [EventHandler, UserHandler, ProofHandler, ApprovalHandler, PreferenceCenterHandler],
    providers: [...storage.providers, { provide: ConsentsEnv, useValue: env }, ...stores, ...services],
    storage,
  });
}
