import { Module } from '@nestjs/common';
import { RequestLogStore } from './request-log.store';
import { RequestQueryStore } from './request-query.store';
import { RequestStore } from './request.store';
import { SettingsReader } from './settings-reader';

/** What every feature needs of a request: its row, its log, its statuses. */
@Module({
  providers: [RequestStore, RequestLogStore, RequestQueryStore, SettingsReader],
  exports: [RequestStore, RequestLogStore, RequestQueryStore, SettingsReader],
})
export class RequestModule {}
