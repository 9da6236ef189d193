import { Injectable } from '@nestjs/common';
import {
  AppError,
  builtinOrganization,
  scopesInside,
  type CreatedOrganization,
  type CreateOrganizationRequest,
  type Organization,
  type OrganizationList,
  type RenameOrganizationRequest,
  type SliceRequest,
} from '@subjectline/contracts';
import { ClientService } from '../clients/client.service';
import { OrganizationStore } from '../state/organization.store';
import { SettingsPublisher } from '../state/settings.publisher';

@Injectable()
export class OrganizationService {
  constructor(
    private readonly store: OrganizationStore,
    private readonly settings: SettingsPublisher,
    private readonly clients: ClientService,
  ) {}

  /** In one transaction: an organization without a client could not be used. */
  create({ id, name, caller_scopes }: CreateOrganizationRequest): Promise<CreatedOrganization> {
    const scopes = scopesInside(id, caller_scopes);
    return this.settings.change(id, async (transaction) => {
      const organization = id === builtinOrganization ? null : await this.store.insert(id, name, transaction);
      if (!organization) throw new AppError('organization_taken', { id });
      const first = { organization: id, caller_scopes, scopes, name: 'First client' };
      return { ...organization, client: await this.clients.create(first, transaction) };
    });
  }

  async rename({ id, name }: RenameOrganizationRequest): Promise<Organization> {
    const renamed = await this.store.rename(id, name);
    if (!renamed) throw new AppError('organization_unknown', { id });
    return renamed;
  }

  async list(slice: SliceRequest): Promise<OrganizationList> {
    const { rows, total } = await this.store.list(slice);
    return { items: rows, total };
  }
}
