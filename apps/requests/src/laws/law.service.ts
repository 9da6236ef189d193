import { Injectable } from '@nestjs/common';
import {
  AppError,
  maxOwnLaws,
  type AssuranceSettings,
  type DeadlineSettings,
  type Law,
  type LawTable,
  type ReadLawRequest,
  type ReadLawsRequest,
  type RemoveLawRequest,
  type SaveDeadlineSettingsRequest,
  type SaveLawRequest,
  type VersionedDeadlineSettings,
} from '@subjectline/contracts';
import type { Laws } from './applicable-laws';
import { defaultLaws, defaultLawsVersion } from './default-laws';
import { requireConsistent } from './law-periods';
import { LawTableStore, type LawTableContent, type LawTableRow } from './law-table.store';

export const unchanged: LawTableContent = { time_zone: 'UTC', assumed_laws: [], property_laws: [], laws: {} };

const noLadder: AssuranceSettings = { is_enabled: false, rules: [], min_data_points: 3 };

/** The laws of an organization: the default ones, and its own. */
@Injectable()
export class LawService {
  constructor(private readonly store: LawTableStore) {}

  /** What new requests are counted by. */
  async of(organization: string): Promise<Laws> {
    const row = await this.store.recent(organization);
    return row ? toLaws(row) : defaults;
  }

  /** As last changed, by whichever replica. */
  async latest(organization: string): Promise<Laws> {
    return toLaws(await this.store.latest(organization));
  }

  async list({ organization }: ReadLawsRequest): Promise<LawTable> {
    return tableOf(await this.latest(organization));
  }

  async read({ organization, id }: ReadLawRequest): Promise<Law> {
    return lawIn(await this.latest(organization), id);
  }

  async save({ organization, id, law, changed_by }: SaveLawRequest): Promise<Law> {
    requireConsistent(law, ['law']);
    const row = await this.store.change(organization, changed_by, (known) => {
      const content = known?.content ?? unchanged;
      const laws = { ...content.laws, [id]: law };
      if (Object.keys(laws).length > maxOwnLaws) throw new AppError('law_limit', { max: maxOwnLaws });
      return { ...content, laws };
    });
    return lawIn(toLaws(row), id);
  }

  async remove({ organization, id, changed_by }: RemoveLawRequest): Promise<LawTable> {
    const row = await this.store.change(organization, changed_by, (known) => {
      const content = known?.content ?? unchanged;
      const { [id]: removed, ...laws } = content.laws;
      if (!removed || !Object.hasOwn(content.laws, id)) throw new AppError('law_unknown', { id });
      if (!Object.hasOwn(defaultLaws, id) && namedBy(content).includes(id))
        throw new AppError('law_in_use', { id });
      return { ...content, laws };
    });
    return tableOf(toLaws(row));
  }

  async readSettings({ organization }: ReadLawsRequest): Promise<VersionedDeadlineSettings> {
    return settingsOf(await this.latest(organization));
  }

  async saveSettings({
    organization,
    settings,
    changed_by,
  }: SaveDeadlineSettingsRequest): Promise<VersionedDeadlineSettings> {
    const row = await this.store.change(organization, changed_by, (known) => {
      const content = known?.content ?? unchanged;
      requireLaws(namedBy(settings), content);
      return { ...content, ...settings };
    });
    return settingsOf(toLaws(row));
  }
}

export function toLaws(row: LawTableRow | null): Laws {
  const { laws: own, assurance = noLadder, ...settings } = row?.content ?? unchanged;
  const all = { ...defaultLaws, ...own };
  const laws = Object.entries(all).map(([id, law]): Law => {
    return { ...law, id, source: Object.hasOwn(own, id) ? 'organization' : 'default' };
  });
  const version = row ? `${defaultLawsVersion}+${row.version}` : defaultLawsVersion;
  return {
    ...settings,
    assurance,
    version,
    laws: laws.toSorted((one, other) => one.id.localeCompare(other.id)),
  };
}

/** Of most organizations, at each new request. */
const defaults = toLaws(null);

function tableOf({ version, laws }: Laws): LawTable {
  return { version, laws: [...laws] };
}

function settingsOf({ laws: _laws, assurance: _assurance, ...settings }: Laws): VersionedDeadlineSettings {
  return settings;
}

/** Also by the rules of assurance, which are kept with the laws. */
function namedBy({
  assumed_laws,
  property_laws,
  assurance,
}: DeadlineSettings & Pick<LawTableContent, 'assurance'>): string[] {
  const byRules = (assurance?.rules ?? []).flatMap(({ law }) => law ?? []);
  return [...assumed_laws, ...property_laws.map(({ law }) => law), ...byRules];
}

/** Refuses ids of laws that the organization does not have. */
export function requireLaws(ids: readonly string[], { laws }: Pick<LawTableContent, 'laws'>): void {
  const missing = ids.find((id) => !Object.hasOwn({ ...defaultLaws, ...laws }, id));
  if (missing !== undefined) throw new AppError('law_unknown', { id: missing });
}

function lawIn({ laws }: Laws, id: string): Law {
  const law = laws.find((one) => one.id === id);
  if (!law) throw new AppError('law_unknown', { id });
  return law;
}
