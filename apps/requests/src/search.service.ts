import { Injectable } from '@nestjs/common';
import {
  AppError,
  identifierNames,
  maxReviewed,
  type IdentifierValue,
  type ListRequestsRequest,
  type PrivacyRequest,
  type ReadRequestRequest,
  type RequestFilter,
  type RequestList,
  type RequestLog,
  type SelectRequestsRequest,
} from '@subjectline/contracts';
import { PersonVault } from './person-vault';
import type { Selection } from './request-filter';
import { customFieldsOf } from './dsar-view';
import { lookedUp } from './request-identity';
import { toPrivacyRequest } from './request-view';
import { RequestStore, type RequestRow } from './request.store';

type Include = Pick<ListRequestsRequest, 'include_identities' | 'include_custom_fields'>;

/** Finds requests again. Who a person is, is opened for the one answer that asks for it. */
@Injectable()
export class SearchService {
  constructor(
    private readonly store: RequestStore,
    private readonly vault: PersonVault,
  ) {}

  async read({ organization, id }: ReadRequestRequest): Promise<PrivacyRequest> {
    return toPrivacyRequest(await this.require(organization, id));
  }

  async list(request: ListRequestsRequest): Promise<RequestList> {
    const { organization, filter = {}, page, size } = request;
    const order = {
      field: request.sort_field ?? 'created_at',
      direction: request.sort_direction ?? 'desc',
    } as const;
    const selection = this.selectionOf(organization, filter);
    const { rows, total } = await this.store.find(organization, selection, {
      order,
      limit: size,
      skip: (page - 1) * size,
    });
    return { items: rows.map((row) => this.shown(row, request)), total };
  }

  /** Refused where there is none. */
  async require(organization: string, id: string): Promise<RequestRow> {
    const row = await this.store.read(organization, id);
    if (!row) throw new AppError('request_unknown', { id });
    return row;
  }

  async readLog({ organization, id }: ReadRequestRequest): Promise<RequestLog> {
    await this.require(organization, id);
    return { entries: await this.store.readLog(organization, id) };
  }

  /** What a review by filters is about. Refused when it is nothing, or more than one review decides on. */
  async select({ organization, filter, exclude_ids = [] }: SelectRequestsRequest): Promise<string[]> {
    const selection = { ...this.selectionOf(organization, filter), excludedIds: exclude_ids };
    const selected = await this.store.findIds(organization, selection, maxReviewed + 1);
    if (selected.length === 0) throw new AppError('selection_empty');
    if (selected.length > maxReviewed) throw new AppError('selection_too_large', { most: maxReviewed });
    return selected;
  }

  /** An identifier is found under whichever key it was stored. */
  selectionOf(organization: string, { identities, ...rest }: RequestFilter): Selection {
    if (!identities) return rest;
    return { ...rest, digests: identities.map((identity) => this.digestsOf(organization, identity)) };
  }

  private digestsOf(organization: string, { name, value }: IdentifierValue): string[] {
    const names = name === null ? identifierNames : [name];
    return names.flatMap((one) => this.vault.knownDigestsOf(organization, lookedUp(one, value)));
  }

  private shown(row: RequestRow, { include_identities, include_custom_fields }: Include): PrivacyRequest {
    const request = toPrivacyRequest(row);
    if (include_identities) request.identity = this.vault.openIdentity(row);
    if (include_custom_fields) {
      request.custom_privacy_request_fields = customFieldsOf(this.vault.openDetailsOf(row));
    }
    return request;
  }
}
