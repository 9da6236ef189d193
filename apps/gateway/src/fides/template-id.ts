import { createHash } from 'node:crypto';
import { uuidOf } from '../native/message-id';
import { templateTypes, type TemplateType } from './template-types';

/** A type has one template in an organization, and that template has always had this id. */
export function templateIdOf(organization: string, type: TemplateType): string {
  return `mes_${uuidOf(createHash('sha256').update(`${organization} ${type}`).digest())}`;
}

export function typeOfTemplate(organization: string, id: string): TemplateType | null {
  return templateTypes.find((type) => templateIdOf(organization, type) === id) ?? null;
}
