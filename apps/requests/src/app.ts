import { join } from 'node:path';
import { createServiceContext, serve, type Service, type StartOptions } from '@subjectline/bus';
import { openStorage } from '@subjectline/storage';
import { AlertHandler } from './alert.handler';
import { AlertService } from './alert.service';
import { AlertStore } from './alert.store';
import { BulkReviewService } from './bulk-review.service';
import { CallerAllowance } from './caller-allowance';
import { ConsentActionService } from './consent-action.service';
import { ConsentHandler } from './consent.handler';
import { ConsentService } from './consent.service';
import { ConsentStore } from './consent.store';
import { DelayedReceiptService } from './delayed-receipt.service';
import { Duplicates } from './duplicates';
import { DsarIntakeService } from './dsar-intake.service';
import { DsarSearchService } from './dsar-search.service';
import { DisowningService } from './disowning.service';
import { DsarHandler } from './dsar.handler';
import { DsarService } from './dsar.service';
import { RequestsEnv } from './env';
import { FailureStore } from './failure.store';
import { IntakeService } from './intake.service';
import { NoteService } from './note.service';
import { NoteStore } from './note.store';
import { PersonMessages } from './person-messages';
import { PersonVault } from './person-vault';
import { ReceiptService } from './receipt.service';
import { RequestLinkHandler } from './request-link.handler';
import { RequestLinkService } from './request-link.service';
import { RequestHandler } from './request.handler';
import { RequestService } from './request.service';
import { RequestStore } from './request.store';
import { ReviewService } from './review.service';
import { SealedSearch } from './sealed-search';
import { SearchService } from './search.service';
import { SettingsReader } from './settings-reader';
import { StaffAlertService } from './staff-alert.service';
import { VerificationService } from './verification.service';

export { RequestsEnv as Env };

export async function start(env: RequestsEnv, options?: StartOptions): Promise<Service> {
  const context = await createServiceContext('requests', env, options);
  const storage = await openStorage(context, env, join(__dirname, '..', 'migrations'));
  return serve(context, {
    handlers: [RequestHandler, DsarHandler, RequestLinkHandler, ConsentHandler, AlertHandler],
    providers: [
      ...storage.providers,
      { provide: RequestsEnv, useValue: env },
      SettingsReader,
      PersonVault,
      PersonMessages,
      RequestStore,
      Duplicates,
      IntakeService,
      CallerAllowance,
      ReceiptService,
      DelayedReceiptService,
      RequestService,
      VerificationService,
      DisowningService,
      SealedSearch,
      SearchService,
      ReviewService,
      BulkReviewService,
      NoteStore,
      NoteService,
      DsarSearchService,
      DsarIntakeService,
      DsarService,
      RequestLinkService,
      ConsentStore,
      ConsentActionService,
      ConsentService,
      AlertStore,
      AlertService,
      FailureStore,
      StaffAlertService,
    ],
    storage,
  });
}
