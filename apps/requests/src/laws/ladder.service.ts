import { Injectable } from '@nestjs/common';
import {
  AppError,
  type AssuranceSettings,
  type ReadLawsRequest,
  type SaveAssuranceSettingsRequest,
  type VersionedAssuranceSettings,
} from '@subjectline/contracts';
import { effectiveRules, forbidsVerification } from '../assurance/required-level';
import type { Laws } from './applicable-laws';
import { LawTableStore } from './law-table.store';
import { LawService, requireLaws, toLaws, unchanged } from './law.service';

/** The rules of assurance. They are a part of the table of laws: one read for each new request, and one version. */
@Injectable()
export class LadderService {
  constructor(
    private readonly store: LawTableStore,
    private readonly laws: LawService,
  ) {}

  async read({ organization }: ReadLawsRequest): Promise<VersionedAssuranceSettings> {
    return viewOf(await this.laws.latest(organization));
  }

  async save({
    organization,
    settings,
    changed_by,
  }: SaveAssuranceSettingsRequest): Promise<VersionedAssuranceSettings> {
    const row = await this.store.change(organization, changed_by, (known) => {
      const content = known?.content ?? unchanged;
      const named = settings.rules.flatMap(({ law }) => law ?? []);
      requireLaws(named, content);
      requireAllowed(settings, toLaws(known));
      return { ...content, assurance: settings };
    });
    return viewOf(toLaws(row));
  }
}

/** Refuses a rule that asks for what its law forbids. */
function requireAllowed({ rules }: AssuranceSettings, { laws }: Laws): void {
  for (const { action, law: id, level } of rules) {
    const law = laws.find((one) => one.id === id);
    if (level > 0 && law && forbidsVerification(law, action)) {
      throw new AppError('verification_forbidden', { law: law.id, action });
    }
  }
}

function viewOf(laws: Laws): VersionedAssuranceSettings {
  return { ...laws.assurance, version: laws.version, effective_rules: effectiveRules(laws) };
}
