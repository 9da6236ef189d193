import { Injectable } from '@nestjs/common';
import {
  userRight,
  type DsarFilter,
  type DsarRequest,
  type DsarRequestList,
  type ListDsarRequestsRequest,
  type ReadDsarRequestRequest,
} from '@subjectline/contracts';
import { PersonVault } from '../person/person-vault';
import type { Selection } from '../request/request-filter';
import { RequestQueryStore } from '../request/request-query.store';
import type { RequestRow } from '../request/request-row';
import { SearchService } from '../search/search.service';
import { toDsarRequest } from './dsar-view';

const newestFirst = { field: 'created_at', direction: 'desc' } as const;

/** Finds requests for Didomi's API, whichever API they came in by. */
@Injectable()
export class DsarSearchService {
  constructor(
    private readonly query: RequestQueryStore,
    private readonly search: SearchService,
    private readonly vault: PersonVault,
  ) {}

  async read({ organization, id }: ReadDsarRequestRequest): Promise<DsarRequest> {
    return this.view(await this.search.require(organization, id));
  }

  async list({ organization, filter = {}, skip, limit }: ListDsarRequestsRequest): Promise<DsarRequestList> {
    const selection = await this.selectionOf(organization, filter);
    const { rows, total } = await this.query.find(organization, selection, {
      order: newestFirst,
      skip,
      limit,
    });
    return { items: rows.map((row) => this.view(row)), total };
  }

  view(row: RequestRow): DsarRequest {
    return toDsarRequest(row, this.vault.openIdentity(row), this.vault.openDetailsOf(row));
  }

  private async selectionOf(organization: string, filter: DsarFilter): Promise<Selection> {
    const { statuses, user_right_ids, organization_user_id, created, deadline } = filter;
    const named = organization_user_id && [{ name: null, value: organization_user_id }];
    return {
      ...(await this.search.selectionOf(organization, named ? { identities: named } : {})),
      ...(statuses && { dsarStatuses: statuses }),
      ...(user_right_ids && { policyKeys: user_right_ids.map((id) => userRight(id).policyKey) }),
      ...(created && { created }),
      ...(deadline && { deadline }),
    };
  }
}
