import { Injectable } from '@nestjs/common';
import {
  AppError,
  Clock,
  identifierNames,
  maxReviewed,
  type FindRequestIdsRequest,
  type IdentifierValue,
  type ListRequestsRequest,
  type PrivacyRequest,
  type ReadRequestLogRequest,
  type ReadRequestRequest,
  type RequestFilter,
  type RequestIds,
  type RequestList,
  type RequestLog,
  type SelectedRequests,
  type SelectRequestsRequest,
} from '@subjectline/contracts';
import { PersonVault } from '../person/person-vault';
import { toIdentifier } from '../person/request-identity';
import { customFieldsOf } from '../request/request-details';
import type { Order, Selection } from '../request/request-filter';
import { RequestLogStore } from '../request/request-log.store';
import { RequestQueryStore } from '../request/request-query.store';
import type { RequestRow } from '../request/request-row';
import { toPrivacyRequest } from '../request/request-view';
import { RequestStore } from '../request/request.store';
import { SealedSearch } from './sealed-search';

type Include = Pick<
  ListRequestsRequest,
  'include_identities' | 'include_custom_fields' | 'include_denial_reason'
>;

const oldestFirst = { field: 'created_at', direction: 'asc' } as const;

/** Finds requests. Identities are opened only for answers that include them. */
@Injectable()
export class SearchService {
  constructor(
    private readonly store: RequestStore,
    private readonly query: RequestQueryStore,
    private readonly log: RequestLogStore,
    private readonly sealed: SealedSearch,
    private readonly vault: PersonVault,
    private readonly clock: Clock,
  ) {}

  async read({ organization, id }: ReadRequestRequest): Promise<PrivacyRequest> {
    return toPrivacyRequest(await this.require(organization, id), this.clock.now());
  }

  async list(request: ListRequestsRequest): Promise<RequestList> {
    const { organization, filter = {}, page, size } = request;
    const selection = await this.selectionOf(organization, filter);
    const { rows, total } = await this.query.find(organization, selection, {
      order: orderOf(request),
      limit: size,
      skip: (page - 1) * size,
    });
    const items = rows.map((row) => this.view(row, request));
    if (request.include_log) await this.addLogs(organization, items);
    return { items, total };
  }

  async findIds(request: FindRequestIdsRequest): Promise<RequestIds> {
    const { organization, filter, max } = request;
    const selection = await this.selectionOf(organization, filter);
    const [ids, total] = await Promise.all([
      this.query.findIds(organization, selection, max, orderOf(request)),
      this.query.count(organization, selection),
    ]);
    return { ids, total };
  }

  async require(organization: string, id: string): Promise<RequestRow> {
    const row = await this.store.read(organization, id);
    if (!row) throw new AppError('request_unknown', { id });
    return row;
  }

  async readLog({ organization, id, page }: ReadRequestLogRequest): Promise<RequestLog> {
    await this.require(organization, id);
    const [entries, total] = await Promise.all([
      page
        ? this.log.readPage(organization, id, page)
        : this.log.readLogs(organization, [id]).then((logs) => logs.get(id) ?? []),
      this.log.count(organization, id),
    ]);
    return { entries, total };
  }

  /** The requests that a review by filter decides on. Refused when there are none or too many. */
  async select({ organization, filter, exclude_ids = [] }: SelectRequestsRequest): Promise<SelectedRequests> {
    const found = await this.selectionOf(organization, filter);
    const selection = { ...found, excludedIds: exclude_ids };
    const ids = await this.query.findIds(organization, selection, maxReviewed + 1, oldestFirst);
    if (ids.length === 0) throw new AppError('selection_empty');
    if (ids.length > maxReviewed) throw new AppError('selection_too_large', { max: maxReviewed });
    return { ids };
  }

  /** Identifiers are found by their digests under every key; what has no digest is found by opening it. */
  async selectionOf(
    organization: string,
    { identities, search_text, custom_fields, ...rest }: RequestFilter,
  ): Promise<Selection> {
    const digests = identities?.map((identity) => this.digestsOf(organization, identity));
    const selection: Selection = { ...rest, ...(digests && { digests }), now: this.clock.now() };
    const byText = search_text
      ? await this.sealed.findByText(organization, selection, search_text)
      : selection;
    return custom_fields ? this.sealed.findByFields(organization, byText, custom_fields) : byText;
  }

  private digestsOf(organization: string, { name, value }: IdentifierValue): string[] {
    const names = name === null ? identifierNames : [name];
    return names.flatMap((one) => this.vault.knownDigestsOf(organization, toIdentifier(one, value)));
  }

  private view(row: RequestRow, include: Include): PrivacyRequest {
    const request = toPrivacyRequest(row, this.clock.now());
    if (include.include_identities) request.identity = this.vault.openIdentity(row);
    if (include.include_custom_fields) {
      request.custom_privacy_request_fields = customFieldsOf(this.vault.openDetailsOf(row));
    }
    if (include.include_denial_reason && row.status === 'denied') {
      request.denial_reason = this.vault.openDetailsOf(row).refusal_reason ?? null;
    }
    return request;
  }

  private async addLogs(organization: string, items: readonly PrivacyRequest[]): Promise<void> {
    const ids = items.map(({ id }) => id);
    const logs = await this.log.readLogs(organization, ids);
    for (const item of items) item.log = logs.get(item.id) ?? [];
  }
}

function orderOf({
  sort_field = 'created_at',
  sort_direction = 'desc',
}: Pick<ListRequestsRequest, 'sort_field' | 'sort_direction'>): Order {
  return { field: sort_field, direction: sort_direction };
}
