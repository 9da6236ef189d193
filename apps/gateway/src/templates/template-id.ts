import { createHash } from 'node:crypto';
import { namedId } from '@subjectline/contracts';
import { templateTypes, type TemplateType } from './template-types';

/** A type has one template in an organization, and that template has always had this id. */
export function templateIdOf(organization: string, type: TemplateType): string {
  return namedId('mes', createHash('sha256').update(`${organization} ${type}`).digest());
}

export function typeOfTemplate(organization: string, id: string): TemplateType | null {
  return templateTypes.find((type) => templateIdOf(organization, type) === id) ?? null;
}
