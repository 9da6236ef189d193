import { Injectable } from '@nestjs/common';
import type { ErasedRecords } from '@subjectline/contracts';
import {
  Database,
  sliceOf,
  type Page,
  type PersonSection,
  type Slice,
  type SoughtPerson,
} from '@subjectline/storage';
import { RecipientService } from '../limits/recipient.service';

interface Use {
  readonly counter: string;
  readonly used_at: Date;
  readonly uses: number;
}

/** What counts against the limits of an address. Counters are named by keyed digests; those of callers are left out. */
@Injectable()
export class LimitSection implements PersonSection {
  readonly name = 'limits';

  constructor(
    private readonly database: Database,
    private readonly recipients: RecipientService,
  ) {}

  async find({ organization, reference }: SoughtPerson, slice: Slice): Promise<Page<object>> {
    const digests = this.recipients.digestsOf(organization, reference);
    const uses = await this.database.query<Use>(
      `select counter, used_at, uses from budget_uses
       where exists (select from unnest($1::text[]) as digest where strpos(counter, ' ' || digest) > 0)
       order by used_at, counter`,
      [digests],
    );
    const records = uses.map(({ counter, ...use }) => ({
      counter: counterName(counter, organization),
      ...use,
    }));
    return sliceOf(records, slice);
  }
  /** They are digests and times already, and go by themselves; without them a stranger could have more sent. */
  async erase(person: SoughtPerson): Promise<ErasedRecords> {
    const { total } = await this.find(person, { skip: 0, limit: 0 });
    return { erased: 0, kept: total, is_done: true };
  }
}

/** `sends identifier` of `sends identifier <organization> <digest>`. */
function counterName(counter: string, organization: string): string {
  return counter.slice(0, counter.indexOf(` ${organization} `));
}
