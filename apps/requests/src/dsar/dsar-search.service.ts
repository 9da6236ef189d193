import { Injectable } from '@nestjs/common';
import {
  AppError,
  translated,
  userRight,
  type DsarFilter,
  type DsarRequest,
  type DsarRequestList,
  type ListDsarRequestsRequest,
  type ReadDsarRequestRequest,
  type ReadRequestPageRequest,
  type RequestPage,
} from '@subjectline/contracts';
import { requestIdOf } from '../request/subject-reference';
import { toDsarRequest } from './dsar-view';
import { PersonVault } from '../person/person-vault';
import { rightOf } from '../request/policies';
import type { Selection } from '../request/request-filter';
import { dsarStatusOf } from '../request/request-status';
import { RequestStore, type RequestRow } from '../request/request.store';
import { SearchService } from '../search/search.service';

const newestFirst = { field: 'created_at', direction: 'desc' } as const;

/** Finds requests again for Didomi's API, whichever they came in by. */
@Injectable()
export class DsarSearchService {
  constructor(
    private readonly store: RequestStore,
    private readonly search: SearchService,
    private readonly vault: PersonVault,
  ) {}

  async read({ organization, id }: ReadDsarRequestRequest): Promise<DsarRequest> {
    return this.shown(await this.search.require(organization, id));
  }

  async list({ organization, filter = {}, skip, limit }: ListDsarRequestsRequest): Promise<DsarRequestList> {
    const selection = await this.selectionOf(organization, filter);
    const { rows, total } = await this.store.find(organization, selection, {
      order: newestFirst,
      skip,
      limit,
    });
    return { items: rows.map((row) => this.shown(row)), total };
  }

  /** For whoever opened a link: which wish it is about and what became of it, and nothing of the person. */
  async readPage({ organization, about, locale }: ReadRequestPageRequest): Promise<RequestPage> {
    const id = requestIdOf(about);
    if (!id) throw new AppError('request_unknown', { id: about });
    const row = await this.search.require(organization, id);
    const right = rightOf(row.policy_key);
    const spoken = locale ?? row.locale;
    return {
      id,
      status: dsarStatusOf(row),
      user_right_id: right.id,
      user_right_label: translated(right.label, spoken),
      locale: spoken,
    };
  }

  shown(row: RequestRow): DsarRequest {
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
