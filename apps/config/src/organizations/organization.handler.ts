import { Controller } from '@nestjs/common';
import { Answers } from '@subjectline/bus';
import {
  CreateOrganization,
  ListOrganizations,
  type CreatedOrganization,
  type CreateOrganizationRequest,
  type OrganizationList,
  type SliceRequest,
} from '@subjectline/contracts';
import { OrganizationService } from './organization.service';

@Controller()
export class OrganizationHandler {
  constructor(private readonly organizations: OrganizationService) {}

  @Answers(CreateOrganization)
  create(request: CreateOrganizationRequest): Promise<CreatedOrganization> {
    return this.organizations.create(request);
  }

  @Answers(ListOrganizations)
  list(request: SliceRequest): Promise<OrganizationList> {
    return this.organizations.list(request);
  }
}
