import { Injectable } from '@nestjs/common';
import { Bus } from '@subjectline/bus';
import {
  AppError,
  FindRequestIds,
  ListRequests,
  type PrivacyRequest,
  type RequestFilter,
} from '@subjectline/contracts';
import { pageOf, type Page, type PageQuery } from '../../http/page';
import { toPrivacyRequestResource, type PrivacyRequestResource } from '../privacy-request.resource';
import type { ListOptions } from './request-list-options';
import { toReport } from './request-report';

/** Max rows per report. */
const maxRows = 10_000;
/** Requests read at once. */
const pieceSize = 100;

/** Lists requests, page by page or as one report. */
@Injectable()
export class RequestSearchService {
  constructor(private readonly bus: Bus) {}

  async page(
    organization: string,
    filter: RequestFilter,
    { asCsv: _asCsv, ...options }: ListOptions,
    page: PageQuery,
  ): Promise<Page<PrivacyRequestResource>> {
    const { items, total } = await this.bus.ask(ListRequests, { organization, filter, ...options, ...page });
    return pageOf(items.map(toPrivacyRequestResource), total, page);
  }

  /** Reads the ids first: no request is missing or listed twice while others come in. */
  async report(organization: string, filter: RequestFilter, options: ListOptions): Promise<string> {
    const { sort_field, sort_direction } = options;
    const order = { ...(sort_field && { sort_field }), ...(sort_direction && { sort_direction }) };
    const { ids, total } = await this.bus.ask(FindRequestIds, {
      organization,
      filter,
      ...order,
      max: maxRows,
    });
    if (total > maxRows) throw new AppError('report_too_long', { total, max: maxRows });
    const requests: PrivacyRequest[] = [];
    for (let begin = 0; begin < ids.length; begin += pieceSize) {
      requests.push(...(await this.read(organization, ids.slice(begin, begin + pieceSize))));
    }
    return toReport(requests);
  }

  private async read(organization: string, ids: string[]): Promise<PrivacyRequest[]> {
    const { items } = await this.bus.ask(ListRequests, {
      organization,
      filter: { ids },
      page: 1,
      size: pieceSize,
      include_identities: true,
      include_custom_fields: true,
      include_denial_reason: true,
    });
    const byId = new Map(items.map((item) => [item.id, item]));
    return ids.flatMap((id) => byId.get(id) ?? []);
  }
}
