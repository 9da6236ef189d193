import { Injectable } from '@nestjs/common';
import { Bus } from '@subjectline/bus';
import { ReadAudit } from '@subjectline/contracts';

export const maxExported = 1_000;
const batchSize = 100;

@Injectable()
export class AuditExportService {
  constructor(private readonly bus: Bus) {}

  /** A line of JSON for each entry, oldest first. */
  async lines(organization: string, after: number, limit: number): Promise<string> {
    const lines: string[] = [];
    let last = after;
    while (lines.length < limit) {
      const question = { organization, after: last, limit: Math.min(batchSize, limit - lines.length) };
      const { items } = await this.bus.ask(ReadAudit, question);
      lines.push(...items.map((entry) => `${JSON.stringify(entry)}\n`));
      last = items.at(-1)?.seq ?? last;
      if (items.length < question.limit) break;
    }
    return lines.join('');
  }
}
