import { Injectable } from '@nestjs/common';
import { Bus } from '@subjectline/bus';
import {
  Clock,
  findPersonSubjectsCalls,
  personSections,
  readPersonCalls,
  RecordPersonLook,
  type ExportFormat,
  type PersonService,
} from '@subjectline/contracts';
import type { Caller } from '../security/token.service';
import type { PersonExport, PersonExportBody, PersonExportSection } from './person-export';
import { PersonReferences } from './person-reference';
import { SectionBudget } from './section-budget';

interface Sought {
  readonly organization: string;
  readonly sealed_person: string;
}

interface ChosenSection {
  readonly service: PersonService;
  readonly name: string;
  readonly title: string;
}

/** Collects what every service holds of a person. */
@Injectable()
export class PersonExportService {
  constructor(
    private readonly bus: Bus,
    private readonly references: PersonReferences,
    private readonly clock: Clock,
  ) {}

  /** The look is recorded first: without its record nothing is read. */
  async export(
    { organization, clientId: looked_by }: Caller,
    { section, skip = 0, ...person }: PersonExportBody,
    format: ExportFormat,
  ): Promise<PersonExport> {
    const sought = this.references.seal(organization, person);
    const look = await this.bus.ask(RecordPersonLook, { ...sought, looked_by, format });
    const { subjects, isComplete } = await this.subjectsOf(sought);
    const budget = new SectionBudget();
    const sections: PersonExportSection[] = [];
    for (const chosen of chosenSections(section)) {
      sections.push(await this.readSection(chosen, { ...sought, subjects }, skip, budget));
    }
    const is_complete = isComplete && sections.every(({ next }) => next === null);
    const { id: look_id, person_digests } = look;
    return { look_id, exported_at: this.clock.now().toISOString(), person_digests, is_complete, sections };
  }

  private async subjectsOf(sought: Sought): Promise<{ subjects: string[]; isComplete: boolean }> {
    const calls = Object.values(findPersonSubjectsCalls);
    const found = await Promise.all(calls.map((call) => this.bus.ask(call, sought)));
    return {
      subjects: found.flatMap(({ subjects }) => subjects),
      isComplete: found.every(({ is_complete }) => is_complete),
    };
  }

  private async readSection(
    { service, name, title }: ChosenSection,
    sought: Sought & { readonly subjects: string[] },
    skip: number,
    budget: SectionBudget,
  ): Promise<PersonExportSection> {
    const records: object[] = [];
    for (;;) {
      const next = skip + records.length;
      const limit = budget.limitAfter(records.length);
      const question = { ...sought, section: name, skip: next, limit };
      const page = await this.bus.ask(readPersonCalls[service], question);
      records.push(...page.records);
      budget.spend(page.records);
      const reached = skip + records.length;
      const isOver = page.records.length === 0 || reached >= page.total;
      if (isOver) {
        const rest = limit === 0 && reached < page.total ? reached : null;
        return { name: `${service}.${name}`, title, records, total: page.total, next: rest };
      }
    }
  }
}

function chosenSections(only: string | undefined): ChosenSection[] {
  return Object.entries(personSections).flatMap(([service, sections]) =>
    Object.entries(sections)
      .filter(([name]) => only === undefined || only === `${service}.${name}`)
      .map(([name, title]) => ({ service: service as PersonService, name, title })),
  );
}
