import { Injectable } from '@nestjs/common';
import { Database, Table } from '@subjectline/storage';

interface ApproversRow {
  organization: string;
  sealed_approvers: string;
}

const approvers = new Table<ApproversRow>('default_approvers');

@Injectable()
export class ApproverStore {
  constructor(private readonly database: Database) {}

  async read(organization: string): Promise<string | null> {
    return (await approvers.find(this.database, { organization }))?.sealed_approvers ?? null;
  }

  save(organization: string, sealed_approvers: string): Promise<void> {
    return approvers.upsert(this.database, { organization }, { sealed_approvers });
  }
}
