import { Injectable } from '@nestjs/common';
import { Database } from '@subjectline/storage';

@Injectable()
export class ApproverStore {
  constructor(private readonly database: Database) {}

  async read(organization: string): Promise<string | null> {
    const [row] = await this.database.query<{ sealed_approvers: string }>(
      'select sealed_approvers from default_approvers where organization = $1',
      [organization],
    );
    return row?.sealed_approvers ?? null;
  }

  async save(organization: string, sealedApprovers: string): Promise<void> {
    await this.database.query(
      `insert into default_approvers (organization, sealed_approvers) values ($1, $2)
       on conflict (organization) do update set sealed_approvers = excluded.sealed_approvers`,
      [organization, sealedApprovers],
    );
  }
}
