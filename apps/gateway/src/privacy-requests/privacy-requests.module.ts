import { Module } from '@nestjs/common';
import { PrivacyRequestController } from './privacy-request.controller';
import { RequestAssuranceController } from './request-assurance.controller';
import { RequestDeadlinesController } from './request-deadlines.controller';
import { RequestLogController } from './request-log.controller';
import { RequestNotificationController } from './request-notification.controller';
import { RequestReceiptController } from './request-receipt.controller';
import { RequestController } from './request.controller';
import { DecisionPreviewController } from './review/decision-preview.controller';
import { ReviewController } from './review/review.controller';
import { RequestSearchController } from './search/request-search.controller';
import { VerificationController } from './verification.controller';
import { BulkTurns } from './bulk-turns';
import { ItemLimit } from '../http/bodies/item-limit';
import { BulkReviews } from './review/bulk-review.service';
import { RequestSearchService } from './search/request-search.service';

@Module({
  controllers: [
    PrivacyRequestController,
    RequestAssuranceController,
    RequestDeadlinesController,
    RequestLogController,
    RequestNotificationController,
    RequestController,
    RequestReceiptController,
    ReviewController,
    DecisionPreviewController,
    RequestSearchController,
    VerificationController,
  ],
  providers: [BulkTurns, ItemLimit, BulkReviews, RequestSearchService],
})
export class PrivacyRequestsModule {}
